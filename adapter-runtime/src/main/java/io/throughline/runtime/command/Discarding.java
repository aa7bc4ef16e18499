package io.throughline.runtime.command;

import io.throughline.runtime.dispatch.Dispatcher;
import io.throughline.runtime.store.Discards;
import io.throughline.runtime.store.Discards.Discarded;
import io.throughline.runtime.store.Inbox;
import java.util.List;
import java.util.function.Consumer;

/** Finishes what was discarded, and starts what was held behind it. */
public final class Discarding implements Step {

    private static final int AT_ONCE = 500;

    private final Discards discards;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final Consumer<List<Discarded>> committed;

    /** @param committed told what was finished */
    public Discarding(Discards discards, Inbox inbox, Dispatcher dispatcher, Consumer<List<Discarded>> committed) {
        this.discards = discards;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.committed = committed;
    }

    @Override
    public boolean run() {
        List<Discarded> discarded = discards.finish(AT_ONCE);
        if (discarded.isEmpty()) {
            return false;
        }
        committed.accept(discarded);
        inbox.next(discarded.stream().map(Discarded::orderRef).toList(), 0);
        dispatcher.leftBehind();
        return true;
    }
}
