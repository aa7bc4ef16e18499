package io.throughline.dashboard.store;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the audit log is verified.
 *
 * @param every how often all of it is read
 * @param atOnce entries read in one statement
 */
@Validated
@ConfigurationProperties("throughline.dashboard.audit")
record AuditProperties(
        @NotNull @DurationMin(millis = 100) Duration every,
        @DefaultValue("1000") @Min(1) @Max(100_000) int atOnce) {}
