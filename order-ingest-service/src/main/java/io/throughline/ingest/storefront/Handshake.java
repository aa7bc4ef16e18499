package io.throughline.ingest.storefront;

import java.util.Map;
import java.util.Optional;

/**
 * A request without a body by which a storefront tries an address out before it sends webhooks there.
 *
 * @param method {@code GET} or {@code OPTIONS}
 * @param parameters of the address, decoded, the first of each name
 */
public record Handshake(String method, WebhookHeaders headers, Map<String, String> parameters) {

    public Handshake {
        parameters = Map.copyOf(parameters);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
