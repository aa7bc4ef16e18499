package io.throughline.stub.storefront;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a shop knows: its sales as they are now, and who is told of them. Not thread-safe: its stub takes turns. */
final class Books {

    /** The oldest is forgotten beyond it. */
    private static final int MOST_SALES = 20_000;

    private static final int MOST_SUBSCRIPTIONS = 100;

    private final Shop shop;
    private final TreeMap<Long, Sale> sales = new TreeMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private URI ingest = URI.create("http://127.0.0.1");
    private long lastSubscription;
    private int failures;

    Books(Shop shop) {
        this.shop = shop;
        Stream.of(Happening.values())
                .map(happening -> happening.topic(shop))
                .distinct()
                .forEach(this::subscribe);
    }

    Shop shop() {
        return shop;
    }

    void put(Sale sale) {
        sales.put(sale.id(), sale);
        if (sales.size() > MOST_SALES) {
            sales.pollFirstEntry();
        }
    }

    void remove(long id) {
        sales.remove(id);
    }

    Optional<Sale> sale(String id) {
        return id.matches("[0-9]{1,18}") ? Optional.ofNullable(sales.get(Long.parseLong(id))) : Optional.empty();
    }

    /** By id. */
    List<Sale> all() {
        return List.copyOf(sales.values());
    }

    /** Between two instants, both included, oldest first. */
    List<Sale> between(Function<Sale, Instant> time, Instant from, Instant to) {
        return sales.values().stream()
                .filter(sale ->
                        !time.apply(sale).isBefore(from) && !time.apply(sale).isAfter(to))
                .sorted(Comparator.comparing(time).thenComparingLong(Sale::id))
                .toList();
    }

    void sendTo(URI address) {
        ingest = address;
    }

    /** Where webhooks of this shop go. */
    String address() {
        return ingest.resolve(Storefront.path(shop)).toString();
    }

    List<Subscription> subscriptions() {
        return List.copyOf(subscriptions);
    }

    boolean tells(String topic) {
        return subscriptions.stream()
                .anyMatch(one -> one.active() && one.topic().equals(topic));
    }

    Optional<Subscription> subscribe(String topic) {
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            return Optional.empty();
        }
        Subscription made = new Subscription(++lastSubscription, topic, true);
        subscriptions.add(made);
        return Optional.of(made);
    }

    Optional<Subscription> activate(String id, boolean active) {
        Optional<Subscription> known = subscriptions.stream()
                .filter(one -> Long.toString(one.id()).equals(id))
                .findFirst();
        return known.map(one -> {
            Subscription changed = one.with(active);
            subscriptions.set(subscriptions.indexOf(one), changed);
            return changed;
        });
    }

    /** As the shop's software does when nobody takes its webhooks any more. */
    void disable() {
        if (shop.source().equals("shopify")) {
            subscriptions.clear();
        } else {
            subscriptions.replaceAll(one -> one.with(false));
        }
    }

    private static final Map<String, Integer> PATIENCE = Map.of("woocommerce", 6, "shopify", 8, "bigcommerce", 11);

    /** Counts failures in a row; the software loses its patience at some number of them, and begins anew. */
    void answered(boolean well) {
        failures = well ? 0 : failures + 1;
        if (failures > PATIENCE.getOrDefault(shop.source(), Integer.MAX_VALUE)) {
            failures = 0;
            disable();
        }
    }
}
