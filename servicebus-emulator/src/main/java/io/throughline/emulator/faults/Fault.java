package io.throughline.emulator.faults;

import java.time.Duration;

/**
 * One thing that goes wrong, so often and so long at most.
 *
 * @param entity a queue, a topic or {@code topic/subscriptions/name}; empty for dropped connections, which concern all
 * @param count how often it happens at most
 * @param lasts after which time it is over, however often it happened
 * @param delay how much later, for the kinds that delay
 * @param error the reason given, for the kinds that give one
 * @param session the one it concerns, for the kind that concerns sessions; empty for any
 */
public record Fault(
        FaultKind kind, String entity, int count, Duration lasts, Duration delay, AmqpError error, String session) {

    static final int MOST = 10_000;
    static final Duration LONGEST = Duration.ofHours(1);
    static final Duration LONGEST_DELAY = Duration.ofMinutes(5);
    private static final Duration DEFAULT_TIME = Duration.ofSeconds(30);
    private static final Duration DEFAULT_DELAY = Duration.ofSeconds(1);

    public Fault {
        if (kind.needsEntity() == entity.isEmpty()) {
            throw new IllegalArgumentException(
                    "'entity' is " + (kind.needsEntity() ? "needed by " : "not for ") + kind.wireName());
        }
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("'count' is 1 to " + MOST + ": no fault is without bound");
        }
        requireWithin("for", lasts, LONGEST);
        requireWithin("delay", delay, LONGEST_DELAY);
    }

    private static void requireWithin(String name, Duration value, Duration longest) {
        if (!value.isPositive() || value.compareTo(longest) > 0) {
            throw new IllegalArgumentException("'" + name + "' is more than PT0S and at most " + longest);
        }
    }

    /** Bounded as usual for its kind: 30 seconds; once, or as often as it can where that is what one wants. */
    public static Fault of(FaultKind kind, String entity) {
        var error = kind == FaultKind.DETACH ? AmqpError.DETACH_FORCED : AmqpError.SERVER_BUSY;
        return new Fault(kind, entity, kind.defaultCount(), DEFAULT_TIME, DEFAULT_DELAY, error, "");
    }

    public static Fault dropConnections() {
        return of(FaultKind.DROP_CONNECTIONS, "");
    }

    public Fault times(int most) {
        return new Fault(kind, entity, most, lasts, delay, error, session);
    }

    public Fault lasting(Duration time) {
        return new Fault(kind, entity, count, time, delay, error, session);
    }

    public Fault by(Duration later) {
        if (!kind.takesDelay()) {
            throw new IllegalArgumentException("'delay' is not for " + kind.wireName());
        }
        return new Fault(kind, entity, count, lasts, later, error, session);
    }

    public Fault because(AmqpError reason) {
        if (!kind.takesCondition()) {
            throw new IllegalArgumentException("'condition' is not for " + kind.wireName());
        }
        return new Fault(kind, entity, count, lasts, delay, reason, session);
    }

    /** Concerns one session alone. */
    public Fault in(String id) {
        if (!kind.takesSession()) {
            throw new IllegalArgumentException("'session' is not for " + kind.wireName());
        }
        return new Fault(kind, entity, count, lasts, delay, error, id);
    }
}
