package io.throughline.runtime.lane;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How things are pushed to a downstream system one at a time.
 *
 * @param patience how long a delivery waits for the push of another before it is tried later
 * @param lateArrival how long after its answer was lost a push may still be carried out: the longest that the way to
 *     the system, and the system itself, hold a request; zero where nothing arrives late
 * @param batch most things in one push
 */
@Validated
@ConfigurationProperties("throughline.runtime.lane")
public record LaneProperties(
        @DefaultValue("10s") @DurationMin(millis = 10) Duration patience,
        @DefaultValue("15s") @DurationMin Duration lateArrival,
        @DefaultValue("50") @Min(1) @Max(1000) int batch) {}
