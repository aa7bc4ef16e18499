package io.throughline.stub.storefront;

import io.throughline.stub.StubAnswer;
import io.throughline.stub.StubRequest;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Adobe Commerce's REST API V1: orders and their credit memos, each a list by search criteria. */
final class AdobeApi implements ShopApi {

    private static final String BASE = "/rest/V1";
    private static final Pattern ORDER = Pattern.compile(BASE + "/orders/([0-9]+)");

    private final Books books;
    private final String authorization;

    AdobeApi(Books books, String token) {
        this.books = books;
        this.authorization = "Bearer " + token;
    }

    @Override
    public String base() {
        return BASE;
    }

    @Override
    public boolean admits(StubRequest request) {
        return request.header("Authorization").orElse("").equals(authorization);
    }

    @Override
    public StubAnswer answer(StubRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "GET " + BASE + "/orders" ->
                StubAnswer.of(
                        200,
                        new SearchCriteria(request.query()).select(books.all(), AdobeOrder::index, AdobeOrder::of));
            case "GET " + BASE + "/creditmemos" ->
                StubAnswer.of(200, new SearchCriteria(request.query()).select(memos(), memo -> memo, memo -> memo));
            default -> order(request);
        };
    }

    private StubAnswer order(StubRequest request) {
        Matcher order = ORDER.matcher(request.path());
        return order.matches() && !request.isChange()
                ? books.sale(order.group(1))
                        .map(sale -> StubAnswer.of(200, AdobeOrder.of(sale)))
                        .orElseGet(AdobeApi::unknown)
                : unknown();
    }

    private static StubAnswer unknown() {
        return StubAnswer.of(404, Map.of("message", "The entity that was requested doesn't exist."));
    }

    private List<ObjectNode> memos() {
        return books.all().stream()
                .flatMap(sale -> AdobeOrder.memos(sale).stream())
                .toList();
    }
}
