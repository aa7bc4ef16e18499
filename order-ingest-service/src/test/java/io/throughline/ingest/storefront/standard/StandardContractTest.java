package io.throughline.ingest.storefront.standard;

import static io.throughline.ingest.storefront.ContractJson.bytes;

import io.throughline.events.order.Order;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.storefront.CanonicalWishes;
import io.throughline.ingest.storefront.DeliveryKey;
import io.throughline.ingest.storefront.Meaning;
import io.throughline.ingest.storefront.StandardSigner;
import io.throughline.ingest.storefront.StandardWebhooks;
import io.throughline.ingest.storefront.Storefront;
import io.throughline.ingest.storefront.StorefrontContract;
import io.throughline.ingest.storefront.WebhookRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

class StandardContractTest implements StorefrontContract {

    final StandardStorefront standard = new StandardStorefront(
            new CanonicalOrders(), new StandardWebhooks(Duration.ofMinutes(5), StandardSigner.CLOCK));

    @Override
    public Storefront storefront() {
        return standard;
    }

    @Override
    public String secret(String name) {
        return "whsec_" + Base64.getEncoder().encodeToString(key(name));
    }

    private static byte[] key(String name) {
        return DeliveryKey.of(name).bytes();
    }

    @Override
    public byte[] body() {
        return bytes(Map.of("type", "order.updated", "data", Fixtures.tree(Fixtures.CANONICAL)));
    }

    @Override
    public WebhookRequest signed(String secret, byte[] body) {
        return StandardSigner.signed("msg_1", Base64.getDecoder().decode(secret.substring("whsec_".length())), body);
    }

    @Override
    public List<WebhookRequest> neverTheSame() {
        return List.of(
                StandardSigner.signed("msg_1", key(NEW_SECRET), body()),
                StandardSigner.signed("msg_2", key(NEW_SECRET), body()));
    }

    @Override
    public Optional<Order> order(Wish wish) {
        if (wish instanceof Wish.Fetched) {
            return Optional.empty();
        }
        ObjectNode order = Fixtures.tree(Fixtures.CANONICAL);
        CanonicalWishes.change(order, wish);
        WebhookRequest request =
                StandardSigner.signed("msg_1", key(NEW_SECRET), bytes(Map.of("type", "order.updated", "data", order)));
        return standard.understand(request) instanceof Meaning.Snapshot(var mapped)
                ? Optional.of(mapped)
                : Optional.empty();
    }
}
