package io.throughline.emulator.core;

/** Hears of every change that outlives a restart. */
public interface Journal extends AutoCloseable {

    /** Remembers nothing. */
    Journal NONE = new Journal() {
        @Override
        public void add(Change change) {}

        @Override
        public void commit() {}

        @Override
        public void restore(Namespace namespace) {}

        @Override
        public void close() {}
    };

    /** Notes a change; it is not durable yet. */
    void add(Change change);

    /**
     * Makes all that was added durable, as one: all of it or none survives. To be called before anybody outside hears
     * of a change, and never in the middle of one. After a failure nothing may be answered any more.
     */
    void commit();

    /** Gives an empty namespace back what it was before a restart. Called once, before anything changes. */
    void restore(Namespace namespace);

    @Override
    void close();
}
