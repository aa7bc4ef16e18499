package io.throughline.emulator.journal;

import io.throughline.emulator.core.Consumer;
import io.throughline.emulator.core.StoredMessage;
import java.util.ArrayList;
import java.util.List;

/** Takes so many messages, locked or for good. */
final class Taker implements Consumer {

    final List<StoredMessage> taken = new ArrayList<>();
    private final boolean locks;
    private int credit;

    Taker(int credit) {
        this(credit, false);
    }

    Taker(int credit, boolean locks) {
        this.credit = credit;
        this.locks = locks;
    }

    @Override
    public boolean ready() {
        return credit > 0;
    }

    @Override
    public boolean locks() {
        return locks;
    }

    @Override
    public void take(StoredMessage message) {
        credit--;
        taken.add(message);
    }
}
