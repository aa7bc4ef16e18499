package io.throughline.dashboard.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reading of the whole audit log found.
 *
 * @param since when the log begins that could be verified
 * @param entries read and found unbroken
 * @param number of the newest entry at that time
 * @param hash of that entry, in hexadecimal; whoever noted it elsewhere can tell a log that was rewritten as a whole
 * @param broken the first entry that is not as it was written; absent when all are
 */
public record AuditCheck(
        Instant checkedAt,
        Instant since,
        long entries,
        long number,
        String hash,
        @Nullable Break broken) {

    /**
     * Where the chain breaks.
     *
     * @param number of the entry
     * @param table where it stands, or stood; absent when nothing with its number is left
     * @param at when it says that it was written
     * @param why in plain words
     */
    public record Break(
            long number, @Nullable String table, @Nullable Instant at, String why) {}
}
