package io.throughline.dashboard.intake;

import io.throughline.backbone.http.AuthorizedGet;
import io.throughline.backbone.http.UnavailableException;
import io.throughline.backbone.json.ClaimCheck;
import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.Payload;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The data of events, asked of ingest's log each time: the dashboard keeps no personal data. */
public final class EventData implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventData.class);
    private static final int NOT_FOUND = 404;

    private final @Nullable AuthorizedGet ingest;

    /** @param ingest absent when nobody said where ingest is */
    EventData(@Nullable AuthorizedGet ingest) {
        this.ingest = ingest;
    }

    /** As it was published. */
    public Payload of(UUID eventId) {
        if (ingest == null) {
            return new Payload.Unknown("The dashboard was not told where ingest is, which keeps the data of events.");
        }
        try {
            return new Payload.Known(Json.mapper().readTree(ingest.body(ClaimCheck.path(eventId))));
        } catch (UnavailableException unavailable) {
            if (unavailable.status() == NOT_FOUND) {
                return new Payload.Unknown("Ingest's log has this event no longer.");
            }
            LOG.atWarn().setCause(unavailable).log("event.data-unavailable");
            return new Payload.Unknown("Ingest, which keeps the data of events, does not answer. Try again.");
        } catch (JacksonException unreadable) {
            return new Payload.Unknown("What ingest's log has of this event is no JSON.");
        }
    }

    @Override
    public void close() {
        if (ingest != null) {
            ingest.close();
        }
    }
}
