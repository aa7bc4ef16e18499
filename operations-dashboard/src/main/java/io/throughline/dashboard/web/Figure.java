package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.History.Decided;
import org.jspecify.annotations.Nullable;

/**
 * One number on a page.
 *
 * @param note what it is made of, in small print
 * @param tone {@code fine}, {@code warning} or {@code alarm}; never the only sign of it
 * @param title what more there is to say, such as the instant in UTC
 */
record Figure(
        String label,
        String value,
        String note,
        String tone,
        @Nullable String title) {

    static Figure of(String label, String value, String note) {
        return new Figure(label, value, note, "fine", null);
    }

    /** Deliveries that kept the SLA, of those that were due. */
    static Figure kept(String label, Decided decided) {
        String note = decided.all() == 0
                ? "none was due"
                : Spoken.count(decided.met()) + " of " + Spoken.count(decided.all()) + " due";
        return of(label, Spoken.atLeast(decided.adherence()), note);
    }

    Figure warningIf(boolean worrying) {
        return worrying ? new Figure(label, value, note, "warning", title) : this;
    }

    Figure alarmIf(boolean alarming) {
        return alarming ? new Figure(label, value, note, "alarm", title) : this;
    }

    Figure titled(@Nullable String words) {
        return new Figure(label, value, note, tone, words);
    }
}
