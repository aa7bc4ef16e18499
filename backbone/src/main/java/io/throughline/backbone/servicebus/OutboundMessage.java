package io.throughline.backbone.servicebus;

import java.util.Map;

/**
 * A message to be sent. No personal data in anything but the body.
 *
 * @param subject what it is about: the event type's name on topic {@code orders}
 * @param correlationId what it was caused by: the webhook's id on topic {@code orders}
 */
public record OutboundMessage(
        String messageId,
        String subject,
        String correlationId,
        String contentType,
        Map<String, Object> properties,
        byte[] body) {

    public OutboundMessage {
        properties = Map.copyOf(properties);
    }
}
