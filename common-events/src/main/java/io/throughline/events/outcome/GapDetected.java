package io.throughline.events.outcome;

import java.time.Instant;
import java.util.List;

/**
 * Events are missing. Said again while it lasts, at most once a minute of each; ingest answers by publishing them once
 * more for this integration alone.
 */
public record GapDetected(String integration, String instance, Instant at, List<Gap> gaps) implements OutcomeMessage {

    public GapDetected {
        gaps = List.copyOf(gaps);
    }
}
