package io.throughline.dashboard.alert;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the dashboard looks at the conditions that it alerts on.
 *
 * @param every how often, by one of all instances
 * @param calm how long a condition must be away before its incident has ended; if it comes back sooner, the incident
 *     goes on and nobody is told again
 * @param weighEvery how often orders and money at stake of what fires are counted
 * @param gap a look that comes later than this after the last lets everything that waits begin anew
 * @param deafAfter nothing of what integrations say for so long, and their silence says nothing
 */
@Validated
@ConfigurationProperties("throughline.dashboard.alerts")
record AlertProperties(
        @DefaultValue("5s") @DurationMin(millis = 100) Duration every,
        @DefaultValue("5m") Duration calm,
        @DefaultValue("30s") Duration weighEvery,
        @DefaultValue("2m") Duration gap,
        @DefaultValue("60s") Duration deafAfter) {}
