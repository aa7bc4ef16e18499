package io.throughline.runtime.receive;

import io.throughline.backbone.http.AuthorizedGet;
import io.throughline.backbone.http.UnavailableException;
import io.throughline.backbone.json.ClaimCheck;
import io.throughline.backbone.json.DataReference;
import io.throughline.backbone.json.EventHeader;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fetches an event's data from order-ingest-service, tries some times, and takes only what was referred to. */
final class EventData implements AutoCloseable {

    private static final int NOT_FOUND = 404;

    private final IngestAddress address;
    private final @Nullable AuthorizedGet ingest;

    EventData(IngestAddress address) {
        this.address = address;
        URI base = address.baseUrl();
        String token = address.token();
        this.ingest = base == null || token == null
                ? null
                : new AuthorizedGet(
                        base,
                        token,
                        address.timeout(),
                        Math.toIntExact(address.maxData().toBytes()));
    }

    /**
     * The event, whole.
     *
     * @throws UnfetchedException when the data could not be had, or are not those that were referred to
     */
    byte[] join(EventHeader header, byte[] head) throws InterruptedException {
        DataReference reference = Objects.requireNonNull(header.reference(), "reference");
        for (int attempt = 1; ; attempt++) {
            try {
                return ClaimCheck.withData(head, fetch(header.id(), reference));
            } catch (UnfetchedException failure) {
                if (attempt >= address.tries()) {
                    throw failure;
                }
                Thread.sleep(address.pause());
            }
        }
    }

    /** The paths are derived, never followed: a message cannot send us anywhere else with our token. */
    private byte[] fetch(UUID eventId, DataReference reference) {
        if (ingest == null) {
            throw new UnfetchedException("throughline.runtime.ingest.base-url is not set", null);
        }
        try {
            byte[] data = ingest.body(ClaimCheck.path(eventId));
            return reference.matches(data) ? data : erased(ingest, eventId);
        } catch (UnavailableException unavailable) {
            throw new UnfetchedException(String.valueOf(unavailable.getMessage()), unavailable);
        }
    }

    /** Of data that are not those referred to, only these are believed: whoever they were about was erased since. */
    private static byte[] erased(AuthorizedGet ingest, UUID eventId) {
        try {
            return ingest.body(ClaimCheck.erasedPath(eventId));
        } catch (UnavailableException unavailable) {
            if (unavailable.status() == NOT_FOUND) {
                throw new UnfetchedException("The data do not hash to what the event says", unavailable);
            }
            throw unavailable;
        }
    }

    @Override
    public void close() {
        if (ingest != null) {
            ingest.close();
        }
    }

    /** The event's data could not be had now. */
    static final class UnfetchedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnfetchedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
