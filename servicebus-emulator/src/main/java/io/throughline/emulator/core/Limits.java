package io.throughline.emulator.core;

/**
 * What the emulator takes before it refuses.
 *
 * @param maxMessageBytes of one transfer, a batch included
 * @param maxUnsettledPerLink messages a receiver holds unsettled; the SDK closes a link beyond 256
 * @param maxEntities queues, topics and subscriptions together
 * @param maxMessagesPerEntity in a queue or subscription, whatever their state
 * @param maxConnections open at once
 * @param transactions of all clients
 */
public record Limits(
        int maxMessageBytes,
        int maxUnsettledPerLink,
        int maxEntities,
        int maxMessagesPerEntity,
        int maxConnections,
        TransactionLimits transactions) {

    public static final Limits DEFAULT = new Limits(262_144, 200, 500, 1_000_000, 500, TransactionLimits.DEFAULT);

    public Limits {
        if (Math.min(Math.min(maxMessageBytes, maxUnsettledPerLink), Math.min(maxEntities, maxConnections)) < 1
                || maxMessagesPerEntity < 1) {
            throw new IllegalArgumentException("Every limit is at least 1");
        }
    }

    public Limits withMaxMessageBytes(int bytes) {
        return new Limits(bytes, maxUnsettledPerLink, maxEntities, maxMessagesPerEntity, maxConnections, transactions);
    }

    public Limits withMaxUnsettledPerLink(int messages) {
        return new Limits(maxMessageBytes, messages, maxEntities, maxMessagesPerEntity, maxConnections, transactions);
    }

    public Limits withMaxEntities(int entities) {
        return new Limits(
                maxMessageBytes, maxUnsettledPerLink, entities, maxMessagesPerEntity, maxConnections, transactions);
    }

    public Limits withMaxMessagesPerEntity(int messages) {
        return new Limits(maxMessageBytes, maxUnsettledPerLink, maxEntities, messages, maxConnections, transactions);
    }

    public Limits withMaxConnections(int connections) {
        return new Limits(
                maxMessageBytes, maxUnsettledPerLink, maxEntities, maxMessagesPerEntity, connections, transactions);
    }

    public Limits withTransactions(TransactionLimits most) {
        return new Limits(
                maxMessageBytes, maxUnsettledPerLink, maxEntities, maxMessagesPerEntity, maxConnections, most);
    }
}
