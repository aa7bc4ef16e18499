package io.throughline.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.policy.Verdict.Park;
import io.throughline.runtime.policy.Verdict.RetryAfter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    final RetryPolicy policy =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2, Duration.ofMinutes(10));

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "6, 32000", "7, 60000", "60, 60000"})
    void doublesTheDelayUpToItsCeiling(int attempt, long expectedMillis) {
        assertThat(policy.decide(failure(Kind.UNAVAILABLE), attempt, Duration.ZERO, 0.5))
                .isEqualTo(new RetryAfter(Duration.ofMillis(expectedMillis)));
    }

    @Test
    void spreadsTheDelayEitherWay() {
        assertThat(policy.decide(failure(Kind.UNAVAILABLE), 1, Duration.ZERO, 0))
                .isEqualTo(new RetryAfter(Duration.ofMillis(800)));
        assertThat(policy.decide(failure(Kind.UNAVAILABLE), 1, Duration.ZERO, 1))
                .isEqualTo(new RetryAfter(Duration.ofMillis(1200)));
    }

    @Test
    void waitsAsLongAsTheOtherSystemAsks() {
        TransientFailure throttled = failure(Kind.RATE_LIMITED).retryAfter(Duration.ofMinutes(2));

        assertThat(policy.decide(throttled, 1, Duration.ofSeconds(3), 0.5))
                .isEqualTo(new RetryAfter(Duration.ofMinutes(2)));
    }

    @Test
    void parksWhatThisEventIsAtFaultFor() {
        PermanentFailure rejected = new PermanentFailure("shop-rejected", "shop answered 422", null);

        assertThat(policy.decide(rejected, 1, Duration.ZERO, 0.5))
                .isEqualTo(new Park("shop-rejected", "shop answered 422"));
    }

    @Test
    void parksPastTheDeadline() {
        assertThat(policy.decide(failure(Kind.UNAVAILABLE), 9, Duration.ofMinutes(10), 0.5))
                .isEqualTo(new Park("deadline-passed", "down"));
    }

    @Test
    void neverParksForWantOfAccess() {
        assertThat(policy.decide(failure(Kind.ACCESS), 99, Duration.ofDays(2), 0.5))
                .isEqualTo(new RetryAfter(Duration.ofSeconds(1)));
    }

    @Test
    void triesABugAgainAndTellsNothingButItsClass() {
        IllegalStateException bug = new IllegalStateException("Ada Lovelace, 12 Example Street");

        assertThat(policy.decide(bug, 1, Duration.ZERO, 0.5)).isEqualTo(new RetryAfter(Duration.ofSeconds(1)));
        assertThat(policy.decide(bug, 9, Duration.ofMinutes(11), 0.5))
                .isEqualTo(new Park("deadline-passed", "java.lang.IllegalStateException"));
    }

    private static TransientFailure failure(Kind kind) {
        return new TransientFailure(kind, "shop-unavailable", "down", null);
    }
}
