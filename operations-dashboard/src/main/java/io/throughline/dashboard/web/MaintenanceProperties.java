package io.throughline.dashboard.web;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How planned maintenance may be said.
 *
 * @param longest for so long at once; it may be said again
 */
@Validated
@ConfigurationProperties("throughline.dashboard.maintenance")
record MaintenanceProperties(
        @DefaultValue("24h") @DurationMin(minutes = 1) Duration longest) {}
