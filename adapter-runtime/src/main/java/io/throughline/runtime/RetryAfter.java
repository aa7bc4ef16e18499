package io.throughline.runtime;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * How long an answer asks us to wait, in whichever header and form the system uses; never longer than an hour, because
 * a mistaken header must not stop deliveries for days.
 */
final class RetryAfter {

    /** The names of headers know no case: ShipBob writes the second one small. */
    private static final List<String> HEADERS = List.of(HttpHeaders.RETRY_AFTER, "X-Retry-After");

    private static final Pattern SECONDS = Pattern.compile("([0-9]+)(\\.[0-9]*)?");
    private static final int LONGEST_NUMBER = 9;
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
                .map(RetryAfter::bounded);
    }

    private Optional<Duration> parse(String value) {
        var seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            String whole = seconds.group(1);
            // A fraction is rounded up: to come early is to be refused again.
            return Optional.of(
                    whole.length() > LONGEST_NUMBER
                            ? LONGEST
                            : Duration.ofSeconds(Long.parseLong(whole) + (seconds.group(2) == null ? 0 : 1)));
        }
        try {
            return Optional.of(Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
