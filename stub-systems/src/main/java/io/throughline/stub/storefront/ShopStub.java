package io.throughline.stub.storefront;

import io.throughline.stub.StubAnswer;
import io.throughline.stub.StubRequest;
import io.throughline.stub.StubSystem;
import io.throughline.stub.storefront.Courier.Parcel;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * A shop that remembers its orders, tells ingest of each change by a signed webhook, and answers as its software's API
 * does when it is asked for orders. Webhooks meet {@link Mishaps} on demand; a shop whose webhooks fail too often in a
 * row stops sending them, as its software would, but tries none of them again.
 */
public final class ShopStub extends StubSystem {

    private final Books books;
    private final ShopApi api;
    private final Courier courier = new Courier(this::send);
    private final Clock clock = Clock.systemUTC();
    private final ExecutorService late = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger delivered = new AtomicInteger();
    private volatile WebhookSender sender = new WebhookSender(URI.create("http://127.0.0.1"));

    private ShopStub(Shop shop, String token, int port) {
        super(shop.source(), port);
        this.books = new Books(shop);
        this.api = ShopApi.of(books, token);
    }

    /**
     * Listens; there are no orders yet, and a subscription for every topic.
     *
     * @param token what its API asks for; WooCommerce's consumer secret, which goes with {@link #user()}
     * @param port 0 for any free one
     */
    public static ShopStub start(Shop shop, String token, int port) {
        ShopStub stub = new ShopStub(shop, token, port);
        stub.open();
        return stub;
    }

    /** Where its API begins. */
    public URI api() {
        return URI.create(uri() + api.base());
    }

    /** What WooCommerce calls the consumer key. */
    public String user() {
        return WooApi.USER;
    }

    /** From now on it sends its webhooks there. */
    public void sendsTo(URI ingest) {
        whileQuiet(() -> books.sendTo(ingest));
        sender = new WebhookSender(ingest);
    }

    /** Whether the address that its webhooks go to sends a challenge back, without which Adobe would send nothing. */
    public boolean isChallengeMet() {
        String path = inTurn(() -> Storefront.path(books.shop()));
        return isAnswered(() -> sender.challenge(path, UUID.randomUUID().toString()));
    }

    /** A sale is made or changed, and who subscribed is told. */
    public void happen(Sale sale, Happening happening) {
        boolean told = inTurn(() -> {
            books.put(sale);
            return books.tells(happening.topic(sale.shop()));
        });
        Parcel parcel = new Parcel(sale.orderKey(), Storefront.webhook(sale, happening, clock.instant()));
        if (told) {
            courier.take(parcel);
        } else {
            courier.drop(parcel);
        }
    }

    /** A sale is made or changed, and nobody is told. */
    public void keep(Sale sale) {
        whileQuiet(() -> books.put(sale));
    }

    /** An order disappears, and nobody is told. */
    public void remove(Sale sale) {
        whileQuiet(() -> books.remove(sale.id()));
    }

    /** Plans what becomes of webhooks from now on; the same seed, the same mishaps. */
    public void plan(Mishaps mishaps, long seed) {
        courier.meet(mishaps, seed);
    }

    /** Sends what was held back to be shuffled. */
    public void flush() {
        courier.empty();
    }

    /** Stops sending webhooks as its software does when they fail for too long. */
    public void disableSubscriptions() {
        whileQuiet(books::disable);
    }

    public List<Subscription> subscriptions() {
        return inTurn(books::subscriptions);
    }

    /** Keys of orders of which at least one webhook was not sent. */
    public Set<String> dropped() {
        return courier.dropped();
    }

    /** Webhooks that were not sent. */
    public int lost() {
        return courier.lost();
    }

    /** Webhooks that were answered 2xx. */
    public int delivered() {
        return delivered.get();
    }

    /**
     * Changes Shopify's throttle.
     *
     * @throws IllegalStateException in any other shop
     */
    public void throttle(int maximum, int restoredPerSecond) {
        if (!(api instanceof ShopifyApi shopify)) {
            throw new IllegalStateException("Only Shopify counts what a query costs");
        }
        whileQuiet(() -> shopify.bucket().limit(maximum, restoredPerSecond));
    }

    private void send(Parcel parcel) {
        Duration delay = courier.mishaps().delay();
        if (delay.isZero()) {
            deliver(parcel);
        } else {
            late.execute(() -> deliverAfter(parcel, delay));
        }
    }

    private void deliverAfter(Parcel parcel, Duration delay) {
        try {
            Thread.sleep(delay);
            deliver(parcel);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Parcel parcel) {
        boolean well = isTaken(parcel.webhook());
        if (well) {
            delivered.incrementAndGet();
        }
        whileQuiet(() -> books.answered(well));
    }

    private boolean isTaken(Webhook webhook) {
        return isAnswered(() -> sender.send(webhook) / 100 == 2);
    }

    /** A question to ingest. */
    @FunctionalInterface
    private interface Question {

        boolean isAnsweredWell() throws IOException, InterruptedException;
    }

    private static boolean isAnswered(Question question) {
        try {
            return question.isAnsweredWell();
        } catch (IOException unanswered) {
            return false;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        return api.admits(request)
                ? api.answer(request)
                : StubAnswer.of(401, Map.of("errors", "Invalid API key or access token"));
    }

    @Override
    protected StubAnswer rejection(String reason) {
        return StubAnswer.of(400, Map.of("errors", reason));
    }

    @Override
    protected String retryHeader() {
        return "Retry-After";
    }

    @Override
    protected StubAnswer control(StubRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "POST /__stub/webhooks" -> plan(request.json());
            case "GET /__stub/webhooks" ->
                StubAnswer.of(200, Map.of("delivered", delivered(), "lost", lost(), "dropped", dropped()));
            case "DELETE /__stub/subscriptions" -> {
                books.disable();
                yield StubAnswer.of(200, books.subscriptions());
            }
            case "GET /__stub/subscriptions" -> StubAnswer.of(200, books.subscriptions());
            default -> super.control(request);
        };
    }

    private StubAnswer plan(JsonNode wish) {
        Mishaps planned = new Mishaps(
                wish.path("dropped").asInt(0),
                wish.path("duplicated").asInt(0),
                wish.path("shuffled").asInt(1),
                Duration.parse(wish.path("delay").asString("PT0S")));
        plan(planned, wish.path("seed").asLong(0));
        return StubAnswer.of(200, planned);
    }

    @Override
    public void close() {
        late.shutdownNow();
        super.close();
    }
}
