package io.throughline.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.policy.Verdict.Park;
import io.throughline.runtime.policy.Verdict.RetryAfter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    final RetryPolicy policy =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2, Duration.ofMinutes(10));

    @ParameterizedTest(name = "{0} at attempt {1}, tried for {2} s, asked to wait {3} s, random {4}: after {5} ms")
    @CsvSource({
        // our own delay doubles up to its ceiling
        "UNAVAILABLE,  1,  0,    ,    0.5, 1000",
        "UNAVAILABLE,  2,  1,    ,    0.5, 2000",
        "UNKNOWN,      3,  3,    ,    0.5, 4000",
        "UNKNOWN,      6,  31,   ,    0.5, 32000",
        "UNAVAILABLE,  7,  63,   ,    0.5, 60000",
        "UNAVAILABLE,  60, 599,  ,    0.5, 60000",
        // and varies either way
        "UNAVAILABLE,  1,  0,    ,    0,   800",
        "UNAVAILABLE,  1,  0,    ,    1,   1200",
        "UNAVAILABLE,  60, 0,    ,    1,   72000",
        // what the other system asks for is respected, however long and even at once, and only becomes longer
        "RATE_LIMITED, 1,  3,    120, 0,   120000",
        "RATE_LIMITED, 1,  3,    120, 1,   144000",
        "RATE_LIMITED, 1,  3,    0,   0.5, 0",
        "UNKNOWN,      1,  3,    120, 0,   120000",
        // a spent quota and a refused key never park
        "RATE_LIMITED, 9,  9999, ,    0.5, 60000",
        "RATE_LIMITED, 9,  9999, 30,  0,   30000",
        "ACCESS,       1,  9999, ,    0.5, 1000",
        "ACCESS,       99, 9999, ,    0.5, 60000",
        // who waits for his turn gets it
        "TURN,         9,  9999, 15,  0,   15000",
    })
    void triesAgainAfter(
            Kind kind, int attempt, long triedSeconds, @Nullable Long asked, double random, long expectedMillis) {
        TransientFailure failure = failure(kind);
        TransientFailure asking = asked == null ? failure : failure.retryAfter(Duration.ofSeconds(asked));

        assertThat(policy.decide(asking, attempt, Duration.ofSeconds(triedSeconds), random))
                .isEqualTo(new RetryAfter(Duration.ofMillis(expectedMillis)));
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, 600", "UNKNOWN, 600", "UNAVAILABLE, 601"})
    void parksPastTheDeadline(Kind kind, long triedSeconds) {
        assertThat(policy.decide(failure(kind), 9, Duration.ofSeconds(triedSeconds), 0.5))
                .isEqualTo(new Park("deadline-passed", "down"));
    }

    @Test
    void parksWhatThisEventIsAtFaultFor() {
        PermanentFailure rejected = new PermanentFailure("shop-rejected", "shop answered 422", null);

        assertThat(policy.decide(rejected, 1, Duration.ZERO, 0.5))
                .isEqualTo(new Park("shop-rejected", "shop answered 422"));
    }

    @Test
    void triesABugAgainAndTellsNothingButItsClass() {
        IllegalStateException bug = new IllegalStateException("Ada Lovelace, 12 Example Street");

        assertThat(policy.decide(bug, 1, Duration.ZERO, 0.5)).isEqualTo(new RetryAfter(Duration.ofSeconds(1)));
        assertThat(policy.decide(bug, 9, Duration.ofMinutes(11), 0.5))
                .isEqualTo(new Park("deadline-passed", "java.lang.IllegalStateException"));
    }

    @ParameterizedTest
    @CsvSource({
        // failure,    counted and latest before, counted and latest after; it took 1 s, and 5 s are waited
        "UNAVAILABLE,  0,  0, 0,  6",
        "UNAVAILABLE,  10, 3, 13, 6",
        "UNKNOWN,      10, 3, 13, 6",
        "RATE_LIMITED, 10, 3, 13, 0",
        "ACCESS,       10, 3, 13, 0",
        "TURN,         10, 3, 13, 0",
    })
    void countsOnlyWhatSaysSomethingAboutTheDelivery(Kind kind, int counted, int latest, int after, int latestAfter) {
        Tried before = new Tried(Duration.ofSeconds(counted), Duration.ofSeconds(latest));

        assertThat(RetryPolicy.tried(before, failure(kind), Duration.ofSeconds(1), Duration.ofSeconds(5)))
                .isEqualTo(new Tried(Duration.ofSeconds(after), Duration.ofSeconds(latestAfter)));
    }

    @Test
    void aFailureThatWasOneOfThoseThatStoppedCallsDoesNotCount() {
        Tried before = new Tried(Duration.ofSeconds(10), Duration.ofSeconds(3));

        assertThat(before.stopped()).isEqualTo(new Tried(Duration.ofSeconds(10), Duration.ZERO));
    }

    @Test
    void theDeadlineIsFourTimesTheSlaUnlessItIsConfigured() {
        assertThat(RetryPolicy.of(retry(null), Duration.ofMinutes(15)).deadline())
                .isEqualTo(Duration.ofHours(1));
        assertThat(RetryPolicy.of(retry(Duration.ofHours(8)), Duration.ofMinutes(15))
                        .deadline())
                .isEqualTo(Duration.ofHours(8));
    }

    private static RuntimeProperties.Retry retry(@Nullable Duration deadline) {
        return new RuntimeProperties.Retry(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2, deadline);
    }

    private static TransientFailure failure(Kind kind) {
        return new TransientFailure(kind, "shop-unavailable", "down", null);
    }
}
