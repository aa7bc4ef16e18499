package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.ingest.storefront.ChangeCalls;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.QueryCalls;
import io.throughline.ingest.storefront.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** BigCommerce's hooks, which it deactivates itself. */
final class BigCommerceSubscriptions implements Subscriptions {

    private static final int MOST = 250;

    @Override
    public List<Subscription> list(QueryCalls calls) {
        return calls.object("/v3/hooks?limit=" + MOST).map(answer -> answer.list("data")).orElse(List.of()).stream()
                .map(BigCommerceSubscriptions::read)
                .toList();
    }

    private static Subscription read(Document hook) {
        return new Subscription(
                hook.id("id"),
                hook.text("scope").orElse(""),
                hook.text("destination").orElse(""),
                hook.flag("is_active"));
    }

    @Override
    public boolean enable(Subscription subscription, ChangeCalls calls) {
        Optional<byte[]> changed = subscription
                .id()
                .flatMap(id -> calls.put("/v3/hooks/" + id, "{\"is_active\":true}".getBytes(StandardCharsets.UTF_8)));
        return changed.isPresent();
    }
}
