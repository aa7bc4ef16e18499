package io.throughline.dashboard.web;

import java.time.Duration;
import java.time.Instant;

/**
 * An instant on a page.
 *
 * @param text what is read at a glance: {@code 3 min ago}
 * @param utc what the title says: {@code 2026-11-23 07:27:57 UTC}
 * @param iso for machines
 */
record Moment(String text, String utc, String iso) {

    static Moment ago(Instant instant, Instant now) {
        return new Moment(
                Spoken.duration(Duration.between(instant, now)) + " ago", Spoken.utc(instant), instant.toString());
    }

    static Moment age(Instant instant, Instant now) {
        return new Moment(Spoken.duration(Duration.between(instant, now)), Spoken.utc(instant), instant.toString());
    }

    static Moment at(Instant instant) {
        return new Moment(Spoken.utc(instant), Spoken.utc(instant), instant.toString());
    }
}
