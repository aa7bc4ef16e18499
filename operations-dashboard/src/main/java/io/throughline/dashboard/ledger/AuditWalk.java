package io.throughline.dashboard.ledger;

import io.throughline.dashboard.ledger.AuditCheck.Break;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Goes along the chain of the audit log, entry by entry, and computes each hash anew. */
public final class AuditWalk {

    private final Head head;
    private final MessageDigest digest = sha256();
    private long number;
    private byte[] hash;

    /**
     * Where the chain begins, and where it ends.
     *
     * @param start number of the entry before the first
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Head(long start, byte[] startHash, Instant since, long number, byte[] hash) {}

    /** An entry as it stands in its table; {@code content} in the form that was hashed. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Entry(long number, String table, Instant at, String content, byte[] hash) {}

    public AuditWalk(Head head) {
        this.head = head;
        this.number = head.start;
        this.hash = head.startHash;
    }

    /** The next entry by number; absent when it is what was written after the one before. */
    public Optional<Break> next(Entry entry) {
        if (entry.number <= number) {
            return found(entry, "There is a second entry with this number.");
        }
        if (entry.number > number + 1) {
            return missing();
        }
        number = entry.number;
        digest.update(hash);
        hash = digest.digest((entry.table + " " + number + " " + entry.content).getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(hash, entry.hash)
                ? Optional.empty()
                : found(entry, "It, or the one before it, is not what was written.");
    }

    /** After the last one. */
    public Optional<Break> end() {
        if (number < head.number) {
            return missing();
        }
        return MessageDigest.isEqual(hash, head.hash)
                ? Optional.empty()
                : Optional.of(new Break(number, null, null, "The log ended with another entry."));
    }

    public AuditCheck result(Instant checkedAt, Optional<Break> broken) {
        return new AuditCheck(
                checkedAt,
                head.since,
                broken.map(one -> Math.max(0, one.number() - 1 - head.start)).orElse(head.number - head.start),
                head.number,
                HexFormat.of().formatHex(head.hash),
                broken.orElse(null));
    }

    private Optional<Break> missing() {
        return Optional.of(new Break(number + 1, null, null, "It is gone."));
    }

    private static Optional<Break> found(Entry entry, String why) {
        return Optional.of(new Break(entry.number, entry.table, entry.at, why));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
