package io.throughline.runtime;

import io.throughline.events.command.Beginning;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this adapter works off its events.
 *
 * @param concurrency attempts running at once in one instance
 * @param maxLeased deliveries that one instance takes in advance, running ones included
 * @param maxDue deliveries due beyond which no more are received
 * @param attemptTimeout longest that one attempt may take; a call starts only if the lease lasts longer
 * @param lease how long an order stays with an instance that died
 * @param sweep how often work is looked for that a crash left behind
 * @param shutdown how long running attempts may finish when the service stops; less than Spring's {@code
 *     spring.lifecycle.timeout-per-shutdown-phase} by 2 s or more, which ends the wait in any case
 * @param heartbeat how often the state is reported
 * @param gapAfter how long a later event of an order waits before the one before it counts as missing
 * @param outcomeRetentionDays days for which finished deliveries can be looked up
 * @param acceptTestOrders whether orders that the storefront marks as tests have effects
 * @param adoption which orders are ours when the database is empty
 * @param retry how patiently a delivery is tried
 * @param deadLetters what becomes of a dead letter, by its reason; {@code park} for a reason that is not listed. A
 *     message dead-lettered by count or age is not poison and is always retried
 * @param commands how commands are obeyed
 */
@Validated
@ConfigurationProperties("throughline.runtime")
public record RuntimeProperties(
        @DefaultValue("32") @Min(1) @Max(512) int concurrency,
        @DefaultValue("256") @Min(1) @Max(2000) int maxLeased,
        @DefaultValue("50000") @Min(1000) int maxDue,
        @DefaultValue("15s") @DurationMin(millis = 100) Duration attemptTimeout,
        @DefaultValue("60s") @DurationMin(seconds = 5) Duration lease,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration sweep,
        @DefaultValue("15s") Duration shutdown,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration heartbeat,
        @DefaultValue("10s") @DurationMin(millis = 100) Duration gapAfter,
        @DefaultValue("30") @Min(1) @Max(400) int outcomeRetentionDays,
        @DefaultValue("false") boolean acceptTestOrders,
        @DefaultValue @Valid Adoption adoption,
        @DefaultValue @Valid Retry retry,
        @DefaultValue Map<String, DeadLetterAction> deadLetters,
        @DefaultValue @Valid Commands commands) {

    /** What becomes of a dead letter. */
    public enum DeadLetterAction {
        /** Kept, and parked in the place of its event, so that later events of its order are held. */
        PARK,
        /** Written down once more as if it had just arrived; parked when it cannot be. */
        RETRY,
        /** Kept, and finished without an effect when its turn comes; an outcome says so, with actor {@code policy}. */
        DISCARD
    }

    public RuntimeProperties {
        deadLetters = Map.copyOf(deadLetters);
        if (lease.compareTo(attemptTimeout.plusSeconds(2)) < 0) {
            throw new IllegalArgumentException("throughline.runtime.lease (" + lease
                    + ") must exceed throughline.runtime.attempt-timeout (" + attemptTimeout + ") by 2 s");
        }
    }

    /**
     * Which orders are ours when the database is empty.
     *
     * @param from {@code now}: those placed once this adapter is there; {@code first-event}: all that ingest's log
     *     holds, sent once more to this adapter alone
     * @param asked false where there is no ingest to ask: every order is ours
     */
    public record Adoption(
            @DefaultValue("now") Beginning from,
            @DefaultValue("true") boolean asked) {}

    /**
     * How patiently a delivery is tried.
     *
     * @param firstDelay before the second attempt; doubled for each further one
     * @param maxDelay longest delay of our own
     * @param jitter share by which a delay varies either way
     * @param deadline how long a delivery is really tried before it is parked; four times the SLA when not set
     */
    public record Retry(
            @DefaultValue("1s") @DurationMin(millis = 10) Duration firstDelay,
            @DefaultValue("2m") @DurationMin(millis = 10) Duration maxDelay,

            @DefaultValue("0.2") @DecimalMin("0") @DecimalMax("1")
            double jitter,

            @Nullable @DurationMin(seconds = 1) Duration deadline) {}

    /**
     * How commands are obeyed.
     *
     * @param sweep how often decisions are looked for that another instance wrote down or a crash left behind
     * @param maxSet deliveries in one set; a larger one is refused
     * @param window deliveries of one set that are tried again at a time
     * @param minTried deliveries of a set that must have ended before their failures can stop it
     * @param maxFailed share of them that may have been parked again; above it the set stops
     * @param redeliveryPatience how long an event that was asked for once more may take to arrive
     */
    public record Commands(
            @DefaultValue("1s") @DurationMin(millis = 50) Duration sweep,
            @DefaultValue("100000") @Min(1) int maxSet,
            @DefaultValue("100") @Min(1) @Max(10_000) int window,
            @DefaultValue("20") @Min(1) int minTried,

            @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1")
            double maxFailed,

            @DefaultValue("10m") @DurationMin(seconds = 1) Duration redeliveryPatience) {}
}
