package io.throughline.ingest.storefront;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One kind of storefront: how it signs, names and words its webhooks. A new kind is one more bean of this type. */
public interface Storefront {

    /** Its name in addresses, order keys and metrics: {@code shopify}. */
    String source();

    /** Whether it slows down and comes back when answered 429, and holds that against nobody. */
    default boolean heedsTooManyRequests() {
        return false;
    }

    /** Why this cannot be a secret of this storefront; absent when it can. Never repeats the secret. */
    default Optional<String> complaintAbout(String secret) {
        return Optional.empty();
    }

    /** The answer to a ping, challenge or handshake, which touches no order; absent for every other request. */
    default Optional<LifecycleAnswer> lifecycle(WebhookRequest request) {
        return Optional.empty();
    }

    /** The answer to a request without a body that tries the address out; absent where there is no such thing. */
    default Optional<LifecycleAnswer> handshake(Handshake request) {
        return Optional.empty();
    }

    /** Whether one of the secrets signed exactly these bytes; every secret is tried, in constant time each. */
    Verdict verify(WebhookRequest request, List<String> secrets);

    /** The webhooks that came in one genuine request; each is written down by itself, and all are before the answer. */
    default List<WebhookRequest> parts(WebhookRequest request) {
        return List.of(request);
    }

    /** Equal for deliveries of the same webhook only; when unsure, different. */
    DeliveryKey deliveryKey(WebhookRequest request);

    /** What the storefront says the webhook is about, where it says so beside the body. */
    Optional<String> topic(WebhookRequest request);

    /** Whether a header field, in lower case, says something of the webhook and is no secret. */
    boolean keepsHeader(String name);

    /** How its orders are fetched; absent when a body that is not a whole order cannot be completed. */
    default Optional<OrderSource> orders() {
        return Optional.empty();
    }

    /** How long an order may still change without a new version: the resolution of its "updated at". */
    default Duration versionResolution() {
        return Duration.ofSeconds(1);
    }

    /** @throws NotUnderstoodException when the body says nothing that can be used */
    Meaning understand(WebhookRequest request);
}
