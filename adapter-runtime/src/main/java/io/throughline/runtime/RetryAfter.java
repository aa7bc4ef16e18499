package io.throughline.runtime;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/** How long an answer asks us to wait, in whichever header and form the system uses; never longer than an hour. */
final class RetryAfter {

    private static final List<String> HEADERS = List.of("Retry-After", "x-retry-after");
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    Optional<Duration> of(HttpHeaders headers) {
        return HEADERS.stream()
                .flatMap(name -> Stream.ofNullable(headers.getFirst(name)))
                .flatMap(value -> parse(value.trim()).stream())
                .findFirst()
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private Optional<Duration> parse(String value) {
        try {
            return Optional.of(
                    value.matches("[0-9]{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(value))
                            : positive(Duration.between(
                                    clock.instant(),
                                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant())));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration positive(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
