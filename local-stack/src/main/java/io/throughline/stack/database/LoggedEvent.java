package io.throughline.stack.database;

import java.util.UUID;

/**
 * An event in ingest's log.
 *
 * @param body the CloudEvents document, as it is published
 */
public record LoggedEvent(
        UUID eventId, UUID orderRef, int sequence, String orderKey, String type, UUID webhookId, byte[] body) {

    public LoggedEvent {
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }
}
