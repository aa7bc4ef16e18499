package io.throughline.runtime.command;

import io.throughline.runtime.dispatch.Dispatcher;
import io.throughline.runtime.store.Discards;
import io.throughline.runtime.store.Inbox;
import java.util.List;
import java.util.UUID;

/** Finishes what was discarded, and starts what was held behind it. */
public final class Discarding implements Step {

    private static final int AT_ONCE = 500;

    private final Discards discards;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final Runnable committed;

    /** @param committed told when outcomes were written */
    public Discarding(Discards discards, Inbox inbox, Dispatcher dispatcher, Runnable committed) {
        this.discards = discards;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.committed = committed;
    }

    @Override
    public boolean run() {
        List<UUID> moved = discards.finish(AT_ONCE);
        if (moved.isEmpty()) {
            return false;
        }
        inbox.next(moved, 0);
        dispatcher.leftBehind();
        committed.run();
        return true;
    }
}
