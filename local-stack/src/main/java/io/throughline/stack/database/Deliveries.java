package io.throughline.stack.database;

/**
 * How many of an adapter's deliveries stand where.
 *
 * @param held behind a parked one of their order
 * @param open neither finished nor parked nor held
 */
public record Deliveries(long delivered, long ignored, long parked, long held, long open) {

    public static final Deliveries NONE = new Deliveries(0, 0, 0, 0, 0);

    /** Those that nobody but a person would change any more. */
    public long settled() {
        return delivered + ignored + parked + held;
    }

    public Deliveries plus(Deliveries more) {
        return new Deliveries(
                delivered + more.delivered,
                ignored + more.ignored,
                parked + more.parked,
                held + more.held,
                open + more.open);
    }
}
