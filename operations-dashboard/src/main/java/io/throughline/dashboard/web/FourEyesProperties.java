package io.throughline.dashboard.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which commands need a second person.
 *
 * @param enabled without it, whoever may act does everything alone, and the audit log alone tells
 * @param discards so many one person may give by himself {@code within} a time; 0: none
 * @param within the time in which they are counted
 * @param expires a wish that nobody decided about for so long is not sent any more
 * @param waiting so many wishes may wait; further ones are refused
 */
@Validated
@ConfigurationProperties("throughline.dashboard.four-eyes")
record FourEyesProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10") @Min(0) int discards,
        @DefaultValue("1h") @DurationMin(seconds = 1) Duration within,
        @DefaultValue("24h") @DurationMin(millis = 1) Duration expires,
        @DefaultValue("100") @Min(1) @Max(5000) int waiting) {}
