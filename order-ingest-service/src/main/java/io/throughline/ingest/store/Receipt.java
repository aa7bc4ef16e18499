package io.throughline.ingest.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a webhook that was to be written down.
 *
 * @param webhookId of the first delivery, when this is another one of the same or came under its key
 */
public record Receipt(@Nullable UUID webhookId, Kind kind) {

    public enum Kind {
        ACCEPTED,
        DUPLICATE,
        /** Another body under the delivery key of a known webhook; kept for somebody to decide. */
        CONFLICT,
        QUARANTINED
    }
}
