package io.throughline.stub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * ShipBob 2026-01, the part about orders: a reference is unique for ever, and using it again is a 422 that names it.
 * Each order made is an effect "shipment", each cancelled one an effect "cancellation".
 */
public final class ShipBobStub extends StubSystem {

    /** What the real system allows: requests in any minute. Off until asked for. */
    public static final int REAL_LIMIT_PER_MINUTE = 150;

    private static final String ORDERS = "/2026-01/order";
    private static final Pattern ONE_ORDER = Pattern.compile(ORDERS + "/([0-9]{1,18})(:cancel)?");
    private static final int MOST_FOUND = 250;
    private static final String SHIPMENT = "shipment";
    private static final String PROCESSING = "Processing";
    private static final Set<String> TOO_LATE = Set.of("Cancelled", "Fulfilled", "PartiallyFulfilled");

    private final Map<Long, ShipBobOrder> orders = new LinkedHashMap<>();
    private final Map<String, Long> references = new LinkedHashMap<>();
    private long lastId = 100_000_000L;

    private ShipBobStub(int port) {
        super("shipbob", port);
    }

    /** @param port 0 for any free one */
    public static ShipBobStub start(int port) {
        ShipBobStub stub = new ShipBobStub(port);
        stub.open();
        return stub;
    }

    /**
     * The warehouse ships everything that was made for an order: it can be cancelled no more.
     *
     * @param order the order key
     */
    public void fulfill(String order) {
        whileQuiet(() -> orders.replaceAll(
                (id, made) -> made.reference().startsWith(order + "/") ? made.withStatus("Fulfilled") : made));
    }

    /** How much was asked for of a product over everything made for an order; 0 when it never was. */
    public int quantity(String order, String product) {
        int[] sum = {0};
        whileQuiet(() -> sum[0] = orders.values().stream()
                .filter(made -> made.reference().startsWith(order + "/"))
                .mapToInt(made -> made.quantity(product))
                .sum());
        return sum[0];
    }

    @Override
    protected void forget(Effect effect) {
        long id = Long.parseLong(effect.id());
        if (effect.operation().equals(SHIPMENT)) {
            orders.remove(id);
            references.remove(effect.key());
        } else {
            orders.computeIfPresent(id, (same, cancelled) -> cancelled.withStatus(PROCESSING));
        }
    }

    @Override
    protected String retryHeader() {
        return "x-retry-after";
    }

    @Override
    protected StubAnswer rejection(String reason) {
        return StubAnswer.of(422, Map.of("order", List.of(reason)));
    }

    @Override
    protected boolean concerns(StubRequest request, String order) {
        return super.concerns(request, order)
                || named(request.path()).stream()
                        .anyMatch(made -> made.reference().startsWith(order + "/"));
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (!request.header("authorization").orElse("").matches("Bearer .+")) {
            return StubAnswer.of(401, Map.of("message", "A bearer token is missing"));
        }
        if (request.path().equals(ORDERS)) {
            return request.isChange() ? create(request) : StubAnswer.of(200, find(request));
        }
        return named(request.path())
                .map(order -> request.isChange() ? cancel(order) : StubAnswer.of(200, order.view()))
                .orElseGet(() -> StubAnswer.of(404, Map.of("message", "No such order")));
    }

    private StubAnswer create(StubRequest request) {
        if (request.header("shipbob_channel_id").isEmpty()) {
            return StubAnswer.of(400, Map.of("shipbob_channel_id", List.of("The field is required")));
        }
        JsonNode wish = request.json();
        Map<String, List<String>> missing = ShipBobOrder.missing(wish);
        if (!missing.isEmpty()) {
            return StubAnswer.of(422, missing);
        }
        String reference = wish.path("reference_id").asString();
        if (honoursIdempotency() && references.containsKey(reference)) {
            return StubAnswer.of(
                    422, Map.of("reference_id", List.of("An order with reference id " + reference + " exists")));
        }
        return StubAnswer.of(201, remember(reference, wish).view());
    }

    private ShipBobOrder remember(String reference, JsonNode wish) {
        long id = ++lastId;
        ShipBobOrder order = new ShipBobOrder(id, reference, PROCESSING, wish);
        orders.put(id, order);
        references.put(reference, id);
        made(SHIPMENT, reference, Long.toString(id));
        return order;
    }

    /** By references or by ids; all of them where it is asked for neither. */
    private List<Map<String, Object>> find(StubRequest request) {
        Stream<ShipBobOrder> found = asked(request, "ReferenceIds")
                .map(given -> given.flatMap(reference -> Stream.ofNullable(references.get(reference))))
                .or(() -> asked(request, "IDs").map(given -> given.map(Long::valueOf)))
                .map(ids -> ids.flatMap(id -> Stream.ofNullable(orders.get(id))))
                .orElseGet(() -> orders.values().stream());
        int limit = Integer.parseInt(request.query().getOrDefault("Limit", Integer.toString(MOST_FOUND)));
        return found.limit(limit).map(ShipBobOrder::view).toList();
    }

    private static Optional<Stream<String>> asked(StubRequest request, String filter) {
        return Optional.ofNullable(request.query().get(filter)).map(given -> Stream.of(given.split(",", -1)));
    }

    private Optional<ShipBobOrder> named(String path) {
        Matcher matcher = ONE_ORDER.matcher(path);
        return matcher.matches() ? Optional.ofNullable(orders.get(Long.valueOf(matcher.group(1)))) : Optional.empty();
    }

    private StubAnswer cancel(ShipBobOrder order) {
        if (TOO_LATE.contains(order.status())) {
            return StubAnswer.of(422, Map.of("order_id", List.of("The order is " + order.status())));
        }
        ShipBobOrder cancelled = order.withStatus("Cancelled");
        orders.put(order.id(), cancelled);
        made("cancellation", order.reference(), Long.toString(order.id()));
        return StubAnswer.of(
                200,
                Map.of(
                        "order_id", order.id(),
                        "status", "Success",
                        "order", cancelled.view(),
                        "canceled_shipment_results", List.of()));
    }
}
