package io.throughline.emulator.journal;

import java.nio.file.Path;

/**
 * Where a journal is, and when it is written anew.
 *
 * @param folder used by nothing else
 * @param compactionBytes the size from which on it is looked at
 * @param deadShare of its records that must be without effect by now; more than 0 and less than 1
 */
public record JournalOptions(Path folder, long compactionBytes, double deadShare) {

    private static final long COMPACTION_BYTES = 64L << 20;
    private static final double DEAD_SHARE = 0.5;

    public JournalOptions {
        if (compactionBytes < 1 || deadShare <= 0 || deadShare >= 1) {
            throw new IllegalArgumentException("Compaction is from 1 byte on, at a share between 0 and 1");
        }
    }

    public static JournalOptions in(Path folder) {
        return new JournalOptions(folder, COMPACTION_BYTES, DEAD_SHARE);
    }

    public JournalOptions withCompaction(long bytes, double share) {
        return new JournalOptions(folder, bytes, share);
    }
}
