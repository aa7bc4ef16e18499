package io.throughline.runtime.policy;

import java.time.Duration;

/** What is to be done about a failed attempt. */
public sealed interface Verdict {

    /** Try again after the delay. */
    record RetryAfter(Duration delay) implements Verdict {}

    /** Do not try again until somebody decides. */
    record Park(String code, String description) implements Verdict {}
}
