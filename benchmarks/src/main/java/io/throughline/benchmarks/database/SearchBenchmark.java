package io.throughline.benchmarks.database;

import io.throughline.benchmarks.Options;
import io.throughline.benchmarks.Table;
import io.throughline.benchmarks.database.Orders.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How long the dashboard looks for an order among a million, whatever is searched for, and whether it finds all. */
public final class SearchBenchmark {

    private static final int CONNECTIONS = 2;
    private static final int SEED = 42;
    private static final double NANOS = 1_000_000;

    private final Orders orders;
    private final int size;
    private final int rounds;
    private final Random random = new Random(SEED);
    private final Table table =
            new Table("searched for", "found", "p50, ms", "p95, ms", "slowest, ms", "whole tables read");

    private SearchBenchmark(Orders orders, int size, int rounds) {
        this.orders = orders;
        this.size = size;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) {
        Options options = Options.of(arguments, Map.of("orders", 1_000_000, "rounds", 200));
        try (MeasuredDatabase database = MeasuredDatabase.start(CONNECTIONS)) {
            int size = options.get("orders");
            new SearchBenchmark(new Orders(database, size), size, options.get("rounds")).run();
        }
    }

    private void run() {
        Map<String, IntFunction<Question>> kinds = new LinkedHashMap<>();
        kinds.put("order number", order -> Question.of("#" + order));
        kinds.put("order number without #", order -> Question.of(String.valueOf(order)));
        kinds.put("order key", order -> Question.of(orders.value("orderkey", order)));
        kinds.put("storefront, all orders", order -> Question.of("shopify"));
        kinds.put("shop, one order in 20", order -> Question.of("shop-" + order % 20));
        kinds.put("storefront:shop", order -> Question.of("shopify:shop-" + order % 20));
        kinds.put("customer’s e-mail", order -> new Question("jane@buyers.example", email(order), null));
        kinds.put("tracking number", order -> Question.of("1z#" + order));
        kinds.put("SKU of one order", order -> Question.of("own-#" + order));
        kinds.put("SKU of many orders", order -> Question.of("sku-" + order % Orders.SKUS));
        kinds.put("event", order -> event(orders.value("event_id", order)));
        kinds.put("webhook", order -> Question.of("hook-" + order + "-2"));
        kinds.put("trace", order -> Question.of(orders.value("trace_id", order)));
        kinds.put("nothing there is", order -> Question.of("nothing-" + order));
        kinds.forEach(this::report);
        table.print();
        completeness();
        System.out.println("Plan of a search for a SKU of many orders:");
        orders.plan(Question.of("sku-7")).forEach(System.out::println);
    }

    private static Question event(String id) {
        return new Question(id, null, UUID.fromString(id));
    }

    private String email(int order) {
        return orders.value("md5((substr(display_number, 2)::int % 600000)::text)", order);
    }

    private void report(String what, IntFunction<Question> kind) {
        List<Question> questions = IntStream.range(0, rounds)
                .mapToObj(round -> kind.apply(1 + random.nextInt(size)))
                .toList();
        long[] nanos = new long[rounds];
        long found = 0;
        for (int round = 0; round < rounds; round++) {
            long before = System.nanoTime();
            found += orders.find(questions.get(round)).size();
            nanos[round] = System.nanoTime() - before;
        }
        double[] millis = IntStream.range(0, rounds)
                .mapToDouble(round -> nanos[round] / NANOS)
                .sorted()
                .toArray();
        long whole = orders.plan(questions.getFirst()).stream()
                .filter(line -> line.contains("Seq Scan"))
                .count();
        table.row(
                what,
                String.format(Locale.ROOT, "%.1f", found / (double) rounds),
                String.format(Locale.ROOT, "%.2f", millis[rounds / 2]),
                String.format(Locale.ROOT, "%.2f", millis[(int) Math.ceil(rounds * 0.95) - 1]),
                String.format(Locale.ROOT, "%.2f", millis[rounds - 1]),
                String.valueOf(whole));
    }

    /** Page after page, nothing may be left out. */
    private void completeness() {
        String sku = "sku-" + random.nextInt(Orders.SKUS);
        same("orders of shopify:shop-7", orders.findAll(Question.of("shopify:shop-7")), (size + 12) / 20);
        same("orders with " + sku, orders.findAll(Question.of(sku)), orders.count("sku", sku));
    }

    private static void same(String what, int found, int expected) {
        System.out.printf(Locale.ROOT, "%s: %,d found page by page, %,d there are%n", what, found, expected);
        if (found != expected) {
            throw new IllegalStateException(what + " are not complete");
        }
    }
}
