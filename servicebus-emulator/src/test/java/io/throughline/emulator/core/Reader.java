package io.throughline.emulator.core;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes so many messages and keeps them. */
public class Reader implements Consumer {

    public final List<StoredMessage> taken = new ArrayList<>();
    final List<Refusal.Reason> ends = new ArrayList<>();
    int credit;

    public Reader(int credit) {
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

    @Override
    public void end(Refusal why) {
        ends.add(why.reason());
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
