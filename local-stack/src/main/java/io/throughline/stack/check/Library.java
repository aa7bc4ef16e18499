package io.throughline.stack.check;

import io.throughline.stub.storefront.Happening;
import io.throughline.stub.storefront.Sale;
import io.throughline.stub.storefront.SaleGenerator;
import io.throughline.stub.storefront.Shop;
import io.throughline.stub.storefront.Storefront;
import io.throughline.stub.storefront.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Makes up the stories of a check: most of them plain, each kind of difficulty in between. */
final class Library {

    private static final int ROUND = 200;
    private static final int SEED = 20261123;
    private static final Duration AGO = Duration.ofHours(1);

    private final Clock clock;
    private final List<Shop> shops;
    private final SaleGenerator sales;
    private final Map<Integer, Function<Sale, Story>> difficult = new HashMap<>();
    private int told;

    Library(Clock clock, List<Shop> shops) {
        this.clock = clock;
        this.shops = List.copyOf(shops);
        this.sales = new SaleGenerator(new SplittableRandom(SEED), clock.instant());
        spread(8, this::deliveredTwice);
        spread(8, this::twins);
        spread(6, this::updateBeforeCreate);
        spread(6, this::staleUpdate);
        spread(6, this::createNeverSeen);
        spread(6, this::cancelled);
        spread(3, this::cancelledBeforeSeen);
        spread(6, this::refunded);
        spread(10, this::noteChanged);
        spread(1, this::holdingNul);
        spread(1, sale -> paidAtOnce(sale).with(Trouble.XERO_FAILS_TWICE));
        spread(1, sale -> paidAtOnce(sale).with(Trouble.SHIPBOB_ANSWER_LOST));
        spread(1, sale -> paidAtOnce(sale).with(Trouble.SHIPBOB_REJECTS));
    }

    /** A number with no common divisor with the number of orders: difficulties fall on all shops and all times. */
    private void spread(int count, Function<Sale, Story> kind) {
        for (int one = 0; one < count; one++) {
            difficult.put(difficult.size() * 37 % ROUND, kind);
        }
    }

    List<Story> orders(int count) {
        List<Story> stories = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            stories.add(next());
        }
        return stories;
    }

    /** The next of one round or another: each round holds every kind of difficulty. */
    Story next() {
        int number = told % ROUND;
        return difficult
                .getOrDefault(number, number % 2 == 0 ? this::paidAtOnce : this::paidLater)
                .apply(sell());
    }

    /** Two that make every adapter call twice for one event: it looks before it cancels, it credits and pays out. */
    List<Story> takenBack() {
        return List.of(cancelled(sell()), refunded(sell()));
    }

    /** A sale that nobody has been told of. */
    Story another() {
        return paidAtOnce(sell());
    }

    /** A sale that its shop tells of; just made, so that nobody asks for it before the webhook is there. */
    Story heard(Shop shop) {
        return paidAtOnce(sales.sell(shop, clock.instant()));
    }

    /** A sale that its shop is silent about. */
    Story unheard(Shop shop) {
        Sale sale = sales.sell(shop, clock.instant());
        return Story.of("its webhook never came", List.of(), List.of(sale.paid(sale.createdAt())));
    }

    /** Webhooks that are no orders. */
    List<Story> noise() {
        Shop shopify = shops.getFirst();
        Shop standard = shops.getLast();
        return List.of(
                unintelligible(shopify, "{\"id\": 12, \"line_items\": ["),
                unintelligible(shopify, "\u0000\u0001\u0002"),
                unintelligible(standard, "{\"type\": \"order.updated\", \"data\": {\"note\": \"no order\"}}"),
                forged(shopify),
                forged(standard));
    }

    private Sale sell() {
        Shop shop = shops.get(told % shops.size());
        told++;
        return sales.sell(shop, clock.instant().minus(AGO));
    }

    private Story paidAtOnce(Sale sale) {
        Sale paid = sale.paid(sale.createdAt());
        return Story.of("paid at once", List.of(post(paid, Happening.CREATED)), List.of(paid));
    }

    private Story paidLater(Sale sale) {
        Sale paid = sale.paid(later(sale, 2));
        return Story.of(
                "paid later", List.of(post(sale, Happening.CREATED), post(paid, Happening.PAID)), List.of(sale, paid));
    }

    private Story deliveredTwice(Sale sale) {
        Sale paid = sale.paid(later(sale, 2));
        return Story.of(
                "delivered twice",
                List.of(
                        post(sale, Happening.CREATED).twice(),
                        post(paid, Happening.PAID).twice()),
                List.of(sale, paid));
    }

    private Story twins(Sale sale) {
        Sale paid = sale.paid(sale.createdAt());
        return Story.of(
                "concurrent twins", List.of(post(paid, Happening.CREATED).asTwins()), List.of(paid));
    }

    private Story updateBeforeCreate(Sale sale) {
        Sale paid = sale.paid(later(sale, 2));
        return Story.of(
                        "an update before its create",
                        List.of(post(paid, Happening.UPDATED), post(sale, Happening.CREATED)),
                        List.of(paid))
                .withNoChange(1);
    }

    private Story staleUpdate(Sale sale) {
        Sale stale = sale.noted(later(sale, 2), "please ring twice");
        Sale paid = stale.paid(later(sale, 4));
        return Story.of(
                        "a stale update",
                        List.of(
                                post(sale, Happening.CREATED),
                                post(paid, Happening.PAID),
                                post(stale, Happening.UPDATED)),
                        List.of(sale, paid))
                .withNoChange(1);
    }

    private Story createNeverSeen(Sale sale) {
        Sale paid = sale.paid(later(sale, 2));
        return Story.of("paid, its create never seen", List.of(post(paid, Happening.PAID)), List.of(paid));
    }

    private Story cancelled(Sale sale) {
        Sale paid = sale.paid(sale.createdAt());
        Sale cancelled = paid.cancelled(later(sale, 3));
        return Story.of(
                "cancelled",
                List.of(post(paid, Happening.CREATED), post(cancelled, Happening.CANCELLED)),
                List.of(paid, cancelled));
    }

    private Story cancelledBeforeSeen(Sale sale) {
        Sale cancelled = sale.cancelled(later(sale, 3));
        return Story.of(
                "cancelled before it was seen", List.of(post(cancelled, Happening.CANCELLED)), List.of(cancelled));
    }

    private Story refunded(Sale sale) {
        Sale paid = sale.paid(sale.createdAt());
        Sale refunded = paid.refunded(later(sale, 5));
        return Story.of(
                "refunded",
                List.of(post(paid, Happening.CREATED), post(refunded, Happening.UPDATED)),
                List.of(paid, refunded));
    }

    private Story noteChanged(Sale sale) {
        Sale noted = sale.noted(later(sale, 2), "leave it with the neighbour");
        Sale paid = noted.paid(later(sale, 4));
        return Story.of(
                "changed, then paid",
                List.of(post(sale, Happening.CREATED), post(noted, Happening.UPDATED), post(paid, Happening.PAID)),
                List.of(sale, noted, paid));
    }

    /** PostgreSQL has no text with a NUL: a person has to look at such an order. */
    private Story holdingNul(Sale sale) {
        Sale noted = sale.paid(sale.createdAt()).noted(sale.createdAt(), "a NUL \u0000 within");
        return Story.of("holding a NUL", List.of(post(noted, Happening.CREATED)), List.of())
                .withQuarantined(1);
    }

    private Story unintelligible(Shop shop, String body) {
        Webhook webhook =
                Storefront.signed(shop, Happening.CREATED, body.getBytes(StandardCharsets.UTF_8), clock.instant());
        return Story.of("not to be understood", List.of(Post.once(webhook)), List.of())
                .withQuarantined(1);
    }

    private Story forged(Shop shop) {
        Sale sale = sales.sell(shop, clock.instant());
        Webhook honest = Storefront.webhook(sale, Happening.CREATED, clock.instant());
        byte[] changed = (new String(honest.body(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
        Webhook forged = new Webhook(honest.path(), honest.headers(), changed);
        return Story.of("wrong signature", List.of(Post.once(forged).refused()), List.of());
    }

    private Post post(Sale sale, Happening happening) {
        return Post.once(Storefront.webhook(sale, happening, clock.instant()));
    }

    private static Instant later(Sale sale, int seconds) {
        return sale.createdAt().plusSeconds(seconds);
    }
}
