package io.throughline.stack;

import io.throughline.stack.database.OutcomeFeed;
import io.throughline.stack.database.OutcomeFeed.Done;
import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import io.throughline.stack.process.StackException;
import io.throughline.stub.storefront.Happening;
import io.throughline.stub.storefront.Mishaps;
import io.throughline.stub.storefront.Sale;
import io.throughline.stub.storefront.SaleGenerator;
import io.throughline.stub.storefront.Shop;
import io.throughline.stub.storefront.Storefront;
import io.throughline.stub.storefront.WebhookSender;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Sells something a few times a second, tells ingest, and shows each order that has reached its last system. */
final class Market implements AutoCloseable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final Duration BETWEEN_SALES = Duration.ofMillis(400);
    private static final int MOST_UNDERWAY = 5_000;
    private static final Mishaps SOME_LOST = new Mishaps(10, 5, 1, Duration.ZERO);
    /** A seed that loses the first of them while somebody is still watching. */
    private static final int SOON = 7;

    private static final int REFUND_EVERY = 20;
    private static final int CANCEL_EVERY = 25;

    private final Stack stack;
    private final Clock clock;
    private final PrintStream out;
    private final List<Shop> shops;
    private final SaleGenerator sales;
    private final WebhookSender sender;
    private final Map<Service, OutcomeFeed> feeds = new LinkedHashMap<>();
    private final Map<String, Journey> underway = new LinkedHashMap<>();
    private volatile boolean closed;

    Market(Stack stack, Clock clock, PrintStream out) {
        this.stack = stack;
        this.clock = clock;
        this.out = out;
        this.shops = Stream.concat(stack.shops().stream(), stack.stubShops().shops().stream())
                .toList();
        stack.stubShops().shops().forEach(shop -> stack.stubShops().of(shop).plan(SOME_LOST, SOON));
        this.sales = new SaleGenerator(new SplittableRandom(), clock.instant());
        this.sender = new WebhookSender(stack.ingest());
        for (Service adapter : stack.lineup().adapters()) {
            feeds.put(adapter, new OutcomeFeed(stack.postgres(), adapter.database()));
        }
    }

    /**
     * Sells until it is closed.
     *
     * @throws StackException when a service ends
     */
    void open() {
        try {
            for (int sold = 1; !closed; sold++) {
                sell(shops.get(sold % shops.size()), sold);
                Thread.sleep(BETWEEN_SALES);
                look();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing happens any more once it is closed: what is looked at is being stopped. */
    private synchronized void look() {
        if (!closed) {
            stack.fleet().requireAlive();
            feeds.forEach((adapter, feed) ->
                    feed.next().stream().filter(Done::isDelivered).forEach(delivered -> show(adapter, delivered)));
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void sell(Shop shop, int number) throws InterruptedException {
        Sale sale = sales.sell(shop, clock.instant());
        sale = sale.paid(sale.createdAt());
        remember(sale);
        tell(sale, Happening.CREATED);
        if (number % REFUND_EVERY == 0) {
            sale = sale.refunded(sale.createdAt().plusSeconds(2));
            tell(sale, Happening.UPDATED);
        }
        if (number % CANCEL_EVERY == 0) {
            tell(sale.cancelled(sale.createdAt().plusSeconds(3)), Happening.CANCELLED);
        }
    }

    private void remember(Sale sale) {
        underway.put(sale.orderKey(), new Journey(sale.shop() + " #" + sale.number()));
        if (underway.size() > MOST_UNDERWAY) {
            underway.remove(underway.keySet().iterator().next());
        }
    }

    private void tell(Sale sale, Happening happening) throws InterruptedException {
        if (stack.stubShops().has(sale.shop())) {
            stack.stubShops().of(sale.shop()).happen(sale, happening);
            return;
        }
        try {
            int status = sender.send(Storefront.webhook(sale, happening, clock.instant()));
            if (status != 200) {
                complain(sale.orderKey() + " is answered " + status);
            }
        } catch (IOException unanswered) {
            complain(sale.orderKey() + " is not answered: " + unanswered.getMessage());
        }
    }

    private void complain(String text) {
        if (!closed) {
            out.println(time() + " " + text);
        }
    }

    private void show(Service adapter, Done delivered) {
        if (!Service.known().contains(adapter)) {
            out.printf("%s %s → %s %s%n", time(), delivered.orderKey(), adapter.database(), delivered.reference());
            return;
        }
        Journey journey = underway.get(delivered.orderKey());
        if (journey != null && journey.reaches(adapter, delivered)) {
            underway.remove(delivered.orderKey());
            out.println(time() + " " + journey);
        }
    }

    private String time() {
        return TIME.format(LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
    }
}
