package io.throughline.ingest.reconcile;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.Shop;
import io.throughline.ingest.fetch.OrderHttp;
import io.throughline.ingest.storefront.OrderListing;
import io.throughline.ingest.storefront.OrderListing.Page;
import io.throughline.ingest.storefront.OrderListing.Window;
import io.throughline.ingest.storefront.OrderSource;
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
    Page page(Shop shop, OrderSource source, Window window, Optional<String> cursor) {
        OrderApi api = Optional.ofNullable(shop.api())
                .orElseThrow(() -> new IllegalArgumentException("Shop '" + shop.slug() + "' has no api"));
        OrderListing listing =
                source.listing().orElseThrow(() -> new IllegalArgumentException(shop.source() + " cannot list orders"));
        return listing.modified(window, cursor, http.calls(api, source.credentials(api)));
    }
}
