package io.throughline.runtime.receive;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the data of events are fetched that are too large for a message. All tries of one fetch must end well within
 * the minute for which the broker locks a message.
 *
 * @param baseUrl of order-ingest-service; without it such events stay on the broker, and the log says so
 * @param token that ingest knows this adapter by
 * @param timeout longest for one try
 * @param tries at one fetch
 * @param pause between two tries
 * @param concurrency fetches at once; a further one is left to the broker for now
 * @param maxData largest data
 */
@Validated
@ConfigurationProperties("throughline.runtime.ingest")
public record IngestAddress(
        @Nullable URI baseUrl,
        @Nullable String token,
        @DefaultValue("10s") @DurationMin(millis = 100) Duration timeout,
        @DefaultValue("3") @Min(1) @Max(10) int tries,
        @DefaultValue("2s") @DurationMin(millis = 1) Duration pause,
        @DefaultValue("4") @Min(1) @Max(64) int concurrency,
        @DefaultValue("16MB") DataSize maxData) {

    private static final Duration LOCK = Duration.ofSeconds(50);

    public IngestAddress {
        if (baseUrl != null && (token == null || token.isBlank())) {
            throw new IllegalArgumentException("throughline.runtime.ingest has a base-url, but no token");
        }
        if (timeout.plus(pause).multipliedBy(tries).compareTo(LOCK) > 0) {
            throw new IllegalArgumentException("throughline.runtime.ingest: " + tries + " tries of " + timeout
                    + " and a pause of " + pause + " take longer than " + LOCK);
        }
    }

    @Override
    public String toString() {
        return "IngestAddress[" + baseUrl + "]";
    }
}
