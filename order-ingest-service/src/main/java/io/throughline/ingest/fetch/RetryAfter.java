package io.throughline.ingest.fetch;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long an answer asks us to wait: in seconds, also with decimals as Shopify writes them, or until a date. */
record RetryAfter(Clock clock) {

    Optional<Duration> of(HttpHeaders headers) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(this::parse);
    }

    private Optional<Duration> parse(String value) {
        if (value.matches("[0-9]{1,6}(\\.[0-9]{1,3})?")) {
            return Optional.of(
                    Duration.ofMillis(new BigDecimal(value).movePointRight(3).longValue()));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), until.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
