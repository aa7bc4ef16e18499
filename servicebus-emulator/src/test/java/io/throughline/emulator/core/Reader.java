package io.throughline.emulator.core;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes so many messages and keeps them. */
final class Reader implements Consumer {

    final List<StoredMessage> taken = new ArrayList<>();
    int credit;

    Reader(int credit) {
        this.credit = credit;
    }

    @Override
    public boolean ready() {
        return credit > 0;
    }

    @Override
    public boolean locks() {
        return true;
    }

    @Override
    public void take(StoredMessage message) {
        credit--;
        taken.add(message);
    }

    List<String> ids() {
        return taken.stream()
                .map(each -> each.message().messageId().orElseThrow())
                .toList();
    }

    UUID lastToken() {
        return taken.getLast().lockToken().orElseThrow();
    }
}
