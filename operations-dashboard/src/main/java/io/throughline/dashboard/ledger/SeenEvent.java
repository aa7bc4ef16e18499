package io.throughline.dashboard.ledger;

import io.throughline.events.EventEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * An event as topic {@code orders} carried it.
 *
 * @param webhookId the message's correlation id; absent when it had none
 */
public record SeenEvent(EventEnvelope<?> event, @Nullable String webhookId) {}
