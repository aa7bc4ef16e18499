package io.throughline.dashboard.intake;

import io.throughline.dashboard.ledger.Appended;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What ingest's {@code GET /log} answers, as far as the ledger needs it. */
record LogPage(
        List<Appended> events,
        String next,
        boolean more,
        @Nullable Instant heldSince) {}
