package io.throughline.dashboard.store;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How months are counted.
 *
 * @param every how often the current month is counted anew
 * @param again how often a month that is over is, as long as its deliveries are held: decisions about it may come late
 * @param actAtMost what one act of a person counts at most; the first of a series counts so much
 * @param timeout what counting one month may take
 */
@Validated
@ConfigurationProperties("throughline.dashboard.results")
record ResultProperties(
        @NotNull @DurationMin(seconds = 1) Duration every,
        @DefaultValue("24h") @DurationMin(seconds = 1) Duration again,
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration actAtMost,
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration timeout) {}
