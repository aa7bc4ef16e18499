package io.throughline.emulator.core;

/**
 * How many messages an entity holds.
 *
 * @param path {@code orders/subscriptions/finance-adapter}
 * @param active may be received now
 * @param locked held by a receiver
 * @param scheduled wait for their time
 * @param deferred wait to be asked for by number
 * @param deadLettered in its dead-letter sub-queue, whatever their state there
 * @param transferDeadLettered in its transfer dead-letter sub-queue: what it could not pass on
 * @param sessions how many have messages or a state
 * @param lockedSessions how many are held by a receiver
 */
public record EntityCounts(
        String path,
        int active,
        int locked,
        int scheduled,
        int deferred,
        int deadLettered,
        int transferDeadLettered,
        int sessions,
        int lockedSessions) {

    /** All messages. */
    int total() {
        return active + locked + scheduled + deferred + deadLettered + transferDeadLettered;
    }
}
