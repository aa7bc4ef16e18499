package io.throughline.stack.parts;

import io.throughline.stub.storefront.AdobeIo;
import io.throughline.stub.storefront.Sale;
import io.throughline.stub.storefront.Shop;
import io.throughline.stub.storefront.ShopStub;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Shops that remember their orders and can be asked for them: what their webhooks do not tell, ingest finds out. */
public final class StubShops implements AutoCloseable {

    private static final String SLUG = "corner-shop";

    private static final String ADOBE = "adobecommerce";

    private final Map<Shop, ShopStub> stubs;
    private final AdobeIo adobe;
    private final String token;

    private StubShops(Map<Shop, ShopStub> stubs, AdobeIo adobe, String token) {
        this.stubs = stubs;
        this.adobe = adobe;
        this.token = token;
    }

    /** One of each storefront that can be asked, each on a free port. */
    static StubShops start(Secrets secrets, URI ingest) {
        String token = secrets.named("shop-apis");
        Map<Shop, ShopStub> stubs = new LinkedHashMap<>();
        Stream.of("shopify", "woocommerce", "bigcommerce", ADOBE).forEach(source -> {
            Shop shop = new Shop(
                    source,
                    SLUG,
                    Currency.getInstance("EUR"),
                    false,
                    new BigDecimal("0.19"),
                    "DE",
                    source.equals(ADOBE) ? SLUG + "-client" : secrets.named(SLUG + "-of-" + source));
            ShopStub stub = ShopStub.start(shop, token, 0);
            stub.sendsTo(ingest);
            stubs.put(shop, stub);
        });
        return new StubShops(stubs, AdobeIo.start(0), token);
    }

    /** A sale is made that nobody is told of. */
    public void keep(Sale sale) {
        of(sale.shop()).keep(sale);
    }

    public List<Shop> shops() {
        return List.copyOf(stubs.keySet());
    }

    /** @throws IllegalArgumentException when it is none of these shops */
    public ShopStub of(Shop shop) {
        ShopStub stub = stubs.get(shop);
        if (stub == null) {
            throw new IllegalArgumentException(shop + " is no stub");
        }
        return stub;
    }

    public boolean has(Shop shop) {
        return stubs.containsKey(shop);
    }

    /** Ingest's configuration of where they are asked, the first of them at this place, and Adobe for its keys. */
    Map<String, String> environment(int first) {
        Map<String, String> environment = new LinkedHashMap<>();
        int place = first;
        for (ShopStub stub : stubs.values()) {
            String prefix = "THROUGHLINE_INGEST_SHOPS_" + place++ + "_API_";
            environment.put(prefix + "BASEURL", stub.api().toString());
            environment.put(prefix + "USER", stub.user());
            environment.put(prefix + "TOKEN", token);
        }
        environment.put("THROUGHLINE_INGEST_ADOBECOMMERCE_KEYHOST", adobe.uri().toString());
        return environment;
    }

    @Override
    public void close() {
        stubs.values().forEach(ShopStub::close);
        adobe.close();
    }
}
