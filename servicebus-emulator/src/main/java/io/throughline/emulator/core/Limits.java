package io.throughline.emulator.core;

import java.time.Duration;

/**
 * What the emulator takes before it refuses.
 *
 * @param maxMessageBytes of one transfer, a batch included
 * @param maxUnsettledPerLink messages a receiver holds unsettled; the SDK closes a link beyond 256
 * @param maxEntities queues, topics and subscriptions together
 * @param maxMessagesPerEntity in a queue or subscription, whatever their state
 * @param maxConnections open at once
 * @param transactions of all clients
 * @param idleTimeout how long a connection may say nothing before it is closed; clients are told half of it, so that
 *     they speak in time
 */
public record Limits(
        int maxMessageBytes,
        int maxUnsettledPerLink,
        int maxEntities,
        int maxMessagesPerEntity,
        int maxConnections,
        TransactionLimits transactions,
        Duration idleTimeout) {

    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_IDLE = Duration.ofDays(1);

    /** The idle timeout is what Service Bus has. */
    public static final Limits DEFAULT =
            new Limits(262_144, 200, 500, 1_000_000, 500, TransactionLimits.DEFAULT, Duration.ofMinutes(4));

    public Limits {
        if (Math.min(Math.min(maxMessageBytes, maxUnsettledPerLink), Math.min(maxEntities, maxConnections)) < 1
                || maxMessagesPerEntity < 1) {
            throw new IllegalArgumentException("Every limit is at least 1");
        }
        if (idleTimeout.compareTo(SHORTEST_IDLE) < 0 || idleTimeout.compareTo(LONGEST_IDLE) > 0) {
            throw new IllegalArgumentException("An idle timeout is one second to one day");
        }
    }

    public Limits withMaxMessageBytes(int bytes) {
        return new Limits(
                bytes,
                maxUnsettledPerLink,
                maxEntities,
                maxMessagesPerEntity,
                maxConnections,
                transactions,
                idleTimeout);
    }

    public Limits withMaxUnsettledPerLink(int messages) {
        return new Limits(
                maxMessageBytes,
                messages,
                maxEntities,
                maxMessagesPerEntity,
                maxConnections,
                transactions,
                idleTimeout);
    }

    public Limits withMaxEntities(int entities) {
        return new Limits(
                maxMessageBytes,
                maxUnsettledPerLink,
                entities,
                maxMessagesPerEntity,
                maxConnections,
                transactions,
                idleTimeout);
    }

    public Limits withMaxMessagesPerEntity(int messages) {
        return new Limits(
                maxMessageBytes, maxUnsettledPerLink, maxEntities, messages, maxConnections, transactions, idleTimeout);
    }

    public Limits withMaxConnections(int connections) {
        return new Limits(
                maxMessageBytes,
                maxUnsettledPerLink,
                maxEntities,
                maxMessagesPerEntity,
                connections,
                transactions,
                idleTimeout);
    }

    public Limits withTransactions(TransactionLimits most) {
        return new Limits(
                maxMessageBytes,
                maxUnsettledPerLink,
                maxEntities,
                maxMessagesPerEntity,
                maxConnections,
                most,
                idleTimeout);
    }

    public Limits withIdleTimeout(Duration silence) {
        return new Limits(
                maxMessageBytes,
                maxUnsettledPerLink,
                maxEntities,
                maxMessagesPerEntity,
                maxConnections,
                transactions,
                silence);
    }
}
