package io.throughline.runtime.inspection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How it is looked whether the downstream system has what was reported as delivered. Only where an adapter has an
 * {@link io.throughline.runtime.Inspector}.
 *
 * @param every how often it is looked for what came of age
 * @param ages how long after it was delivered each delivery is looked for: soon, for what never was there, and later,
 *     for what was lost
 * @param together most deliveries that are asked about in one call
 * @param pace least time between two looks at the system, in all ages together; what keeps it within its quota
 * @param confirm how long after it was not found a delivery is looked for once more before it is told
 * @param begin how far back the first inspection of an age begins
 */
@Validated
@ConfigurationProperties("throughline.runtime.inspection")
public record InspectionProperties(
        @DefaultValue("5m") @DurationMin(millis = 100) Duration every,

        @DefaultValue({"1m", "1d"}) @NotEmpty @Size(max = 5) List<@DurationMin @DurationMax(days = 30) Duration> ages,

        @DefaultValue("20") @Min(1) @Max(250) int together,
        @DefaultValue("10s") @DurationMin Duration pace,

        @DefaultValue("10s") @DurationMin @DurationMax(seconds = 30)
        Duration confirm,

        @DefaultValue("1d") @DurationMin Duration begin) {

    public InspectionProperties {
        ages = List.copyOf(ages);
    }
}
