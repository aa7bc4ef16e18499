package io.throughline.ingest.reconcile;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.Shop;
import io.throughline.ingest.fetch.OrderHttp;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.OrderListing.Listed;
import io.throughline.ingest.storefront.OrderListing.Page;
import io.throughline.ingest.storefront.OrderListing.Placed;
import io.throughline.ingest.storefront.OrderListing.Window;
import io.throughline.ingest.storefront.OrderSource;
import io.throughline.ingest.storefront.QueryCalls;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks one shop for one page. */
@Component
class Poll {

    private final OrderHttp http;

    Poll(OrderHttp http) {
        this.http = http;
    }

    /** @throws io.throughline.ingest.storefront.FetchException when the storefront does not answer as it should */
    Page<Listed> page(Shop shop, OrderSource source, Window window, Optional<String> cursor) {
        return listing(shop, source).modified(window, cursor, calls(shop, source));
    }

    /** @throws io.throughline.ingest.storefront.FetchException when the storefront does not answer as it should */
    Page<Placed> placed(Shop shop, OrderSource source, Window window, Optional<String> cursor) {
        return listing(shop, source).placed(window, cursor, calls(shop, source));
    }

    private static OrderListing listing(Shop shop, OrderSource source) {
        return source.listing().orElseThrow(() -> new IllegalArgumentException(shop.source() + " cannot list orders"));
    }

    private QueryCalls calls(Shop shop, OrderSource source) {
        OrderApi api = Optional.ofNullable(shop.api())
                .orElseThrow(() -> new IllegalArgumentException("Shop '" + shop.slug() + "' has no api"));
        return http.calls(api, source.credentials(api));
    }
}
