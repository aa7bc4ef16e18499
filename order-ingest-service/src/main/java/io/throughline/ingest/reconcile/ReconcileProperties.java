package io.throughline.ingest.reconcile;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How shops are asked for what their webhooks did not tell.
 *
 * @param enabled whether they are asked at all
 * @param interval how often each shop is asked
 * @param grace how long a webhook may take: what was modified more recently is not asked for
 * @param overlap how far each window reaches back before the last one's end, for what became visible late
 * @param lookback how far a shop's first window reaches back, at most to its {@code owned-from}
 * @param pages most pages of one window; a fuller one is halved
 * @param backlog orders of a shop that may wait to be fetched before no further page is asked for: webhooks that have
 *     to be fetched wait behind no more than these
 * @param pause between two pages, which leaves the shop's rate to the fetches
 * @param catchUp wait before a shop is asked again of which not everything was asked
 * @param maxRetry longest wait after failures, whatever the storefront asks for
 * @param lease how long an instance that died keeps others from a shop; more than a page may take
 * @param sweep how often due shops are looked for, a tenth more or less by chance, and repaired gaps noted
 * @param gapsKept gaps remembered of each shop; the oldest are forgotten
 */
@Validated
@ConfigurationProperties("throughline.ingest.reconcile")
record ReconcileProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("5m") @DurationMin(millis = 100) Duration interval,
        @DefaultValue("10m") @DurationMin(millis = 0) Duration grace,
        @DefaultValue("10m") @DurationMin(seconds = 1) Duration overlap,
        @DefaultValue("7d") @DurationMin(minutes = 1) Duration lookback,
        @DefaultValue("20") @Min(1) @Max(1000) int pages,
        @DefaultValue("200") @Min(1) @Max(100_000) int backlog,
        @DefaultValue("500ms") @DurationMin(millis = 0) Duration pause,
        @DefaultValue("5s") @DurationMin(millis = 10) Duration catchUp,
        @DefaultValue("30m") @DurationMin(millis = 10) Duration maxRetry,
        @DefaultValue("2m") @DurationMin(seconds = 1) Duration lease,
        @DefaultValue("5s") @DurationMin(millis = 10) Duration sweep,
        @DefaultValue("10000") @Min(1) @Max(1_000_000) int gapsKept) {

    private static final int MOST_DOUBLINGS = 20;

    /**
     * How long a shop is left alone after a failure.
     *
     * @param failures before it
     * @param asked what the storefront asks for
     */
    Duration wait(int failures, Duration asked) {
        Duration doubled = catchUp.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration wait = doubled.compareTo(asked) > 0 ? doubled : asked;
        return wait.compareTo(maxRetry) > 0 ? maxRetry : wait;
    }
}
