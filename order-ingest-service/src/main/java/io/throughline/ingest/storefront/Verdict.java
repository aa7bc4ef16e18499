package io.throughline.ingest.storefront;

import java.util.Locale;

/** Whether a request comes from whom it says. */
public enum Verdict {
    GENUINE,
    UNSIGNED,
    WRONG_SIGNATURE,
    STALE_TIMESTAMP,
    UNUSABLE_ID,
    /** The key to verify it with cannot be had now: nothing is believed, and sending it again later is the remedy. */
    KEY_UNAVAILABLE;

    /** The cause in tables and answers: {@code wrong-signature}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
