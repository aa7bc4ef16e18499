package io.throughline.ingest.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a webhook ended.
 *
 * @param code why nothing came of it, or why it was not understood: {@code older}, {@code not-json}
 * @param detail for a person; no personal data
 */
public record Ending(
        UUID webhookId,
        Result result,
        @Nullable String code,
        @Nullable String detail,
        @Nullable String orderKey) {

    private static final int LONGEST_DETAIL = 500;

    public Ending {
        if (detail != null) {
            String clean = detail.replace('\0', '?');
            detail = clean.substring(0, Math.min(clean.length(), LONGEST_DETAIL));
        }
    }

    public static Ending quarantined(UUID webhookId, String code, String detail, @Nullable String orderKey) {
        return new Ending(webhookId, Result.QUARANTINED, code, detail, orderKey);
    }

    public enum Result {
        EVENTS("events"),
        NO_CHANGE("no-change"),
        QUARANTINED("quarantined");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        /** The word used in the table. */
        public String word() {
            return word;
        }
    }
}
