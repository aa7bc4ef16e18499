package io.throughline.dashboard.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How open pages are kept up to date.
 *
 * @param maxStreams tabs that may be open at once in one instance; one more is refused and asks again
 * @param longest a stream ends after this and the tab opens another, which asks anew who it is
 */
@Validated
@ConfigurationProperties("throughline.dashboard.live")
record LiveProperties(
        @DefaultValue("200") @Min(1) @Max(10_000) int maxStreams,
        @DefaultValue("15m") Duration longest) {}
