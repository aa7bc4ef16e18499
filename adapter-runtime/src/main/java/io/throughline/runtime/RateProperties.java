package io.throughline.runtime;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many calls a downstream system admits, from all instances together.
 *
 * @param tenant whose limit it is: adapters that call in the name of one account share its name and its database
 * @param calls most calls in any window; 0 where there is no limit
 * @param window length of the window
 * @param callsPerDay most calls between two midnights UTC; 0 where there is no limit
 * @param callsAtOnce most calls that run at the same time; 0 where there is no limit
 */
@Validated
@ConfigurationProperties("throughline.runtime.rate")
public record RateProperties(
        @DefaultValue("default") @NotBlank String tenant,
        @DefaultValue("0") @Min(0) int calls,
        @DefaultValue("1m") @DurationMin(millis = 100) Duration window,
        @DefaultValue("0") @Min(0) int callsPerDay,
        @DefaultValue("0") @Min(0) int callsAtOnce) {

    public RateProperties {
        if (calls == 0 && callsPerDay > 0) {
            throw new IllegalArgumentException("throughline.runtime.rate.calls-per-day needs a rate too: set calls");
        }
    }
}
