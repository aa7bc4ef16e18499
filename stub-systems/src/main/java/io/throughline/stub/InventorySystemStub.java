package io.throughline.stub;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * BigCommerce Inventory v3, the part about levels at one location. Every item that was not heard of yet is there with
 * {@link #OPENING_LEVEL}; {@link #discontinue} takes one away. An effect "stock" is a request that changed a level, its
 * key the request's reason; setting a level that is there already changes nothing. Relative adjustments are carried out
 * each time they come, as by the real system, which knows no idempotency for them.
 */
public final class InventorySystemStub extends StubSystem {

    /** What there is of an item that nobody has spoken of. */
    public static final long OPENING_LEVEL = 1_000_000;

    private static final String ABSOLUTE = "/v3/inventory/adjustments/absolute";
    private static final String RELATIVE = "/v3/inventory/adjustments/relative";
    private static final Pattern ITEMS = Pattern.compile("/v3/inventory/locations/([0-9]+)/items");
    private static final int MOST_ITEMS = 2_000;
    private static final int MOST_SKUS = 100_000;

    private final Map<String, InventoryLevel> levels = new TreeMap<>();
    private final Set<String> discontinued = new HashSet<>();
    private final Map<String, Long> overwritten = new HashMap<>();
    private final Map<String, Map<String, InventoryLevel>> before = new HashMap<>();
    private int absoluteSets;
    private int relativeAdjustments;

    private InventorySystemStub(int port) {
        super("inventory", port);
    }

    /** @param port 0 for any free one */
    public static InventorySystemStub start(int port) {
        InventorySystemStub stub = new InventorySystemStub(port);
        stub.open();
        return stub;
    }

    /** Somebody counts the shelf: what there is of an item now. */
    public void stock(String sku, long level) {
        whileQuiet(() -> levels.put(sku, new InventoryLevel(sku, level)));
    }

    /** Somebody else sets a level right after the next adjustment of it. */
    public void overwriteNext(String sku, long level) {
        whileQuiet(() -> overwritten.put(sku, level));
    }

    /** From now on there is no such item. */
    public void discontinue(String sku) {
        whileQuiet(() -> discontinued.add(sku));
    }

    /** What there is of each item that was spoken of. */
    public Map<String, Long> levels() {
        Map<String, Long> copy = new TreeMap<>();
        whileQuiet(() -> levels.forEach((sku, level) -> copy.put(sku, level.level())));
        return copy;
    }

    /** What there is of an item. */
    public long level(String sku) {
        return levels().getOrDefault(sku, OPENING_LEVEL);
    }

    /** Absolute adjustments carried out, those that changed nothing included. */
    public int absoluteSets() {
        int[] count = {0};
        whileQuiet(() -> count[0] = absoluteSets);
        return count[0];
    }

    /** Relative adjustments carried out: each one repeated blindly is an error that nobody notices. */
    public int relativeAdjustments() {
        int[] count = {0};
        whileQuiet(() -> count[0] = relativeAdjustments);
        return count[0];
    }

    @Override
    protected void forget(Effect effect) {
        levels.putAll(before.getOrDefault(effect.id(), Map.of()));
    }

    @Override
    protected String retryHeader() {
        return "X-Retry-After";
    }

    @Override
    protected StubAnswer rejection(String reason) {
        return StubAnswer.of(
                422,
                Map.of(
                        "status",
                        422,
                        "title",
                        reason,
                        "type",
                        "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes",
                        "errors",
                        Map.of()));
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (request.header("x-auth-token").orElse("").isBlank()) {
            return StubAnswer.of(401, Map.of("status", 401, "title", "X-Auth-Token is missing"));
        }
        return switch (request.method() + " " + request.path()) {
            case "PUT " + ABSOLUTE -> adjust(request.json(), true);
            case "POST " + RELATIVE -> adjust(request.json(), false);
            default -> look(request);
        };
    }

    private StubAnswer look(StubRequest request) {
        Matcher items = ITEMS.matcher(request.path());
        if (!items.matches() || request.isChange()) {
            return StubAnswer.of(404, Map.of("status", 404, "title", "Not found"));
        }
        List<Map<String, Object>> found = Stream.of(
                        request.query().getOrDefault("sku:in", "").split(",", -1))
                .filter(sku -> !sku.isEmpty() && !discontinued.contains(sku))
                .limit(limit(request))
                .map(sku -> present(sku).view())
                .toList();
        return StubAnswer.of(200, Map.of("data", found, "meta", Map.of()));
    }

    private static int limit(StubRequest request) {
        return Integer.parseInt(request.query().getOrDefault("limit", "50"));
    }

    private StubAnswer adjust(JsonNode wish, boolean absolute) {
        JsonNode items = wish.path("items");
        Optional<String> problem = problem(items, absolute);
        if (problem.isPresent()) {
            return rejection(problem.get());
        }
        Map<String, InventoryLevel> changed = new HashMap<>();
        for (JsonNode item : items) {
            InventoryLevel now = present(item.path("sku").asString());
            long quantity = item.path("quantity").asLong();
            InventoryLevel after = new InventoryLevel(now.sku(), absolute ? quantity : now.level() + quantity);
            if (after.level() != now.level()) {
                changed.putIfAbsent(now.sku(), now);
            }
            Long theirs = overwritten.remove(after.sku());
            levels.put(after.sku(), theirs == null ? after : new InventoryLevel(after.sku(), theirs));
        }
        absoluteSets += absolute ? 1 : 0;
        relativeAdjustments += absolute ? 0 : 1;
        String transaction = UUID.randomUUID().toString();
        if (!changed.isEmpty()) {
            before.put(transaction, changed);
            made("stock", wish.path("reason").asString(transaction), transaction);
        }
        return StubAnswer.of(200, Map.of("transaction_id", transaction));
    }

    private Optional<String> problem(JsonNode items, boolean absolute) {
        if (items.isEmpty() || items.size() > MOST_ITEMS || levels.size() > MOST_SKUS) {
            return Optional.of("Payload contains no items, or too many");
        }
        return StreamSupport.stream(items.spliterator(), false)
                .flatMap(item -> problemOf(item, absolute).stream())
                .findFirst();
    }

    private Optional<String> problemOf(JsonNode item, boolean absolute) {
        String sku = item.path("sku").asString("");
        if (sku.isEmpty() || !item.path("location_id").isIntegralNumber()) {
            return Optional.of("Payload contains invalid fields: sku and location_id are required");
        }
        if (!item.path("quantity").isIntegralNumber()
                || (absolute && item.path("quantity").asLong() < 0)) {
            return Optional.of("Payload contains invalid fields: quantity");
        }
        return discontinued.contains(sku) ? Optional.of("Item with sku " + sku + " is not found") : Optional.empty();
    }

    private InventoryLevel present(String sku) {
        return levels.computeIfAbsent(sku, unheard -> new InventoryLevel(unheard, OPENING_LEVEL));
    }
}
