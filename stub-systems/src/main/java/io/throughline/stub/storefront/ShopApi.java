package io.throughline.stub.storefront;

import io.throughline.stub.StubAnswer;
import io.throughline.stub.StubRequest;
import java.util.List;
import java.util.Map;

/** The part of a storefront's API that is asked for orders and subscriptions. */
interface ShopApi {

    /** What its addresses begin with: {@code /wp-json/wc/v3}. */
    String base();

    /** Whether the request carries the key. */
    boolean admits(StubRequest request);

    /** Answers an admitted request. */
    StubAnswer answer(StubRequest request);

    static StubAnswer notFound() {
        return StubAnswer.of(404, Map.of("errors", "Not Found"));
    }

    static int number(StubRequest request, String parameter, int usual) {
        String given = request.query().getOrDefault(parameter, "");
        return given.matches("[0-9]{1,6}") ? Integer.parseInt(given) : usual;
    }

    /** So many of them after the first so many. */
    static <T> List<T> page(List<T> all, int skipped, int most) {
        return all.stream().skip(skipped).limit(most).toList();
    }

    static ShopApi of(Books books, String token) {
        return switch (books.shop().source()) {
            case "shopify" -> new ShopifyApi(books, token);
            case "woocommerce" -> new WooApi(books, token);
            case "bigcommerce" -> new BigCommerceApi(books, token);
            case "adobecommerce" -> new AdobeApi(books, token);
            default -> new NoApi();
        };
    }

    /** A storefront that sends webhooks and can be asked for nothing. */
    record NoApi() implements ShopApi {

        @Override
        public String base() {
            return "";
        }

        @Override
        public boolean admits(StubRequest request) {
            return true;
        }

        @Override
        public StubAnswer answer(StubRequest request) {
            return notFound();
        }
    }
}
