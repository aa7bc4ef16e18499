package io.throughline.dashboard.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How ingest's log is read, and when an event counts as not published.
 *
 * @param baseUrl of order-ingest-service; without it there is no such account, and the dashboard says so
 * @param token that ingest knows the dashboard by; see {@code throughline.ingest.access} there
 * @param every pause between two looks
 * @param timeout longest for one page
 * @param publishWithin how long ingest may take from appending to publishing
 * @param grace how much later an event is called unaccounted
 * @param lock how long a message stays with a receiver that died; after each interruption nothing is judged so long
 * @param blindAfter age of either account at which nothing is judged
 * @param named how many unaccounted events are named
 */
@Validated
@ConfigurationProperties("throughline.dashboard.log")
record LogProperties(
        @Nullable URI baseUrl,
        @Nullable String token,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration every,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration timeout,
        @DefaultValue("30s") Duration publishWithin,
        @DefaultValue("40s") Duration grace,
        @DefaultValue("60s") Duration lock,
        @DefaultValue("60s") Duration blindAfter,
        @DefaultValue("200") @Min(1) @Max(1000) int named) {

    LogProperties {
        if (baseUrl != null && (token == null || token.isBlank())) {
            throw new IllegalArgumentException("throughline.dashboard.log has a base-url, but no token");
        }
    }

    @Override
    public String toString() {
        return "LogProperties[" + baseUrl + ", every " + every + "]";
    }
}
