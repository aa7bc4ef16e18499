package io.throughline.runtime.store;

import java.time.Instant;
import java.util.UUID;

/**
 * An event to be written down.
 *
 * @param body the CloudEvents document, deflated
 */
public record NewDelivery(
        UUID orderRef, int sequence, UUID eventId, String orderKey, String type, byte[] body, Instant acceptedAt) {}
