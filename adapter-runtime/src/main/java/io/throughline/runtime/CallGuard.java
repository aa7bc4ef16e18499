package io.throughline.runtime;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asked before each call to a downstream system, within the attempt or the report that makes it.
 * {@link DownstreamHttp} asks by itself; a client that calls by other means has a {@link #turn} for each call.
 */
public interface CallGuard {

    /** Of the attempt that runs in this scope. */
    ScopedValue<CallGuard> CURRENT = ScopedValue.newInstance();

    /** A call that may be made; its place among the calls at once is free again when it is closed. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {

        /** Closed as often as you like, it ends once. */
        static Turn endedBy(Runnable end) {
            AtomicBoolean over = new AtomicBoolean();
            return () -> {
                if (!over.getAndSet(true)) {
                    end.run();
                }
            };
        }

        @Override
        void close();
    }

    /** Throws when no further call may be made, because the order may be somebody else's by now. */
    void goOn();

    /** Waits until a call may be made; throws when none may. */
    Turn awaitTurn();

    /** Asks the guard of the attempt that this thread makes whether it may go on. */
    static void check() {
        if (CURRENT.isBound()) {
            CURRENT.get().goOn();
        }
    }

    /** Waits for the turn of a call that this thread is about to make; where nobody guards, every call may be made. */
    static Turn turn() {
        return CURRENT.isBound() ? CURRENT.get().awaitTurn() : () -> {};
    }
}
