package io.throughline.ingest.storefront;

import java.util.Locale;

/** Whether a request comes from whom it says. */
public enum Verdict {
    GENUINE,
    UNSIGNED,
    WRONG_SIGNATURE,
    STALE_TIMESTAMP,
    UNUSABLE_ID;

    /** The cause in tables and answers: {@code wrong-signature}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
