package io.throughline.ingest.publish;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How fast events are replayed.
 *
 * @param perSecond most events in a second, of all replays together: the adapter has live events to work off as well
 * @param batch most events sent at once
 * @param lease how long an instance that died keeps others from going on
 * @param sweep how often a replay is looked for that another instance was asked for or left behind
 * @param listed most replays in a list
 */
@Validated
@ConfigurationProperties("throughline.ingest.replay")
record ReplayProperties(
        @DefaultValue("200") @Min(1) @Max(100_000) int perSecond,
        @DefaultValue("50") @Min(1) @Max(1000) int batch,
        @DefaultValue("30s") @DurationMin(seconds = 1) Duration lease,
        @DefaultValue("2s") @DurationMin(millis = 10) Duration sweep,
        @DefaultValue("100") @Min(1) @Max(1000) int listed) {

    /** How long a batch of this size takes at this rate. */
    Duration pauseAfter(int events) {
        return Duration.ofNanos(events * Duration.ofSeconds(1).toNanos() / perSecond);
    }
}
