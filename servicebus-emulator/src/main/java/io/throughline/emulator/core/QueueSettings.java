package io.throughline.emulator.core;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a queue or subscription treats its messages.
 *
 * @param lockDuration how long a receiver may take; up to 5 minutes
 * @param maxDeliveryCount deliveries in vain after which a message is dead-lettered; 1 to 2000
 * @param timeToLive of messages that name none, and the most for those that do; {@link #UNLIMITED} for ever
 * @param deadLetterOnExpiration whether expired messages are dead-lettered or dropped
 * @param requiresSession whether only messages of a session are taken, and only by session receivers
 * @param duplicateWindow how long a message id is remembered; zero is not at all
 * @param forwardTo the entity to which every message goes on
 * @param forwardDeadLettersTo the entity that gets the dead letters instead of the dead-letter sub-queue
 */
public record QueueSettings(
        Duration lockDuration,
        int maxDeliveryCount,
        Duration timeToLive,
        boolean deadLetterOnExpiration,
        boolean requiresSession,
        Duration duplicateWindow,
        @Nullable String forwardTo,
        @Nullable String forwardDeadLettersTo) {

    private static final Duration LONGEST_LOCK = Duration.ofMinutes(5);
    private static final int MOST_DELIVERIES = 2000;

    /** What Azure calls never: the longest time that .NET can say. */
    public static final Duration UNLIMITED = Duration.parse("P10675199DT2H48M5.4775807S");

    public static final QueueSettings DEFAULT =
            new QueueSettings(Duration.ofMinutes(1), 10, UNLIMITED, false, false, Duration.ZERO, null, null);

    public QueueSettings {
        if (!lockDuration.isPositive() || lockDuration.compareTo(LONGEST_LOCK) > 0) {
            throw new IllegalArgumentException("LockDuration is more than 0 and at most 5 minutes: " + lockDuration);
        }
        if (maxDeliveryCount < 1 || maxDeliveryCount > MOST_DELIVERIES) {
            throw new IllegalArgumentException("MaxDeliveryCount is 1 to 2000: " + maxDeliveryCount);
        }
        if (!timeToLive.isPositive()) {
            throw new IllegalArgumentException("DefaultMessageTimeToLive is more than 0: " + timeToLive);
        }
        if (requiresSession && forwardTo != null) {
            throw new IllegalArgumentException("An entity that requires sessions cannot forward its messages");
        }
        if (duplicateWindow.isNegative()) {
            throw new IllegalArgumentException("DuplicateDetectionHistoryTimeWindow is not negative");
        }
    }

    /** Where messages go on to: nowhere, or one entity. */
    List<String> next() {
        return forwardTo == null ? List.of() : List.of(forwardTo);
    }

    /** A dead letter neither expires nor moves on; its store does not count deliveries. */
    QueueSettings forDeadLetters() {
        return new QueueSettings(lockDuration, MOST_DELIVERIES, UNLIMITED, false, false, Duration.ZERO, null, null);
    }
}
