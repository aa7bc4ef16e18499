package io.throughline.ingest.shops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.OwnAddresses.Answer;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.keys.KeyProperties;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.store.DueShop;
import io.throughline.ingest.store.Fetches;
import io.throughline.ingest.store.Pauses;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.ShopSecrets;
import io.throughline.ingest.storefront.Signatures;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Shops that change while the service runs. Nothing is swept: what another instance changes, a notification tells. */
@IngestTest
@TestPropertySource(
        properties = {
            "throughline.ingest.shop-book.sweep=1h",
            "throughline.ingest.keys.encryption[0].number=1",
            "throughline.ingest.keys.encryption[0].secret=" + ShopBookIT.FIRST_KEY,
            "throughline.ingest.keys.encryption[1].number=2",
            "throughline.ingest.keys.encryption[1].secret=" + ShopBookIT.OTHER_KEY
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class ShopBookIT {

    static final String FIRST_KEY = "b25seS1mb3ItdGVzdHMtMzItYnl0ZXMtbG9uZy1rZXk=";
    static final String OTHER_KEY = "YW5vdGhlci1rZXktZm9yLXRlc3RzLTMyLWJ5dGVzLi4=";
    static final String OLD = "shpss_old-hush";
    static final String NEW = "shpss_new-hush";
    static final String SILENCE = "throughline.webhook.silence.seconds";
    static final String ENDING = "throughline.expiring.secret.seconds";
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    ShopSecrets secrets;

    @Autowired
    Pauses pauses;

    @Autowired
    Fetches fetches;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    final String shop = "shop-" + ThreadLocalRandom.current().nextInt(1 << 30);
    OwnAddresses operator;

    @BeforeEach
    void connect() {
        operator = new OwnAddresses(port, OwnAddresses.OPERATOR_TOKEN);
    }

    @Test
    void takesTheWebhooksOfAShopFromTheMomentOnAtWhichItIsAdded(CapturedOutput output) {
        int before = send(OLD).statusCode();

        Answer added = add();
        HttpResponse<String> answer = send(OLD);

        assertThat(before).isEqualTo(404);
        assertThat(added.json().path("affected").asInt()).isEqualTo(1);
        assertThat(answer.statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> events() == 1);
        assertThat(send("another").statusCode()).isEqualTo(401);
        assertThat(text(operator.get("/admin/shops"))).contains(shop).doesNotContain("hush");
        assertThat(output.getAll()).contains("add-shop").doesNotContain("hush");
    }

    @Test
    void addsAShopOnceAndNoneThatCannotBe() {
        assertThat(add().status()).isEqualTo(200);

        assertThat(add().status()).as("the same once more").isEqualTo(409);
        assertThat(post("/admin/shops", shopOf("nosuch", "x", OLD)).status()).isEqualTo(400);
        assertThat(post("/admin/shops", shopOf("shopify", "No Slug", OLD)).status())
                .isEqualTo(400);
        assertThat(post("/admin/shops", shopOf("standard", "own", "hush")).status())
                .isEqualTo(400);
        assertThat(post("/admin/shops", shopOf("shopify", "demo-shop", OLD)).status())
                .isEqualTo(409);
        assertThat(new OwnAddresses(port, OwnAddresses.SERVICE_TOKEN)
                        .get("/admin/shops")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aCommandThatComesTwiceIsObeyedOnce() {
        UUID command = UUID.randomUUID();

        Answer first = operator.post("/admin/shops", shopOf("shopify", shop, OLD), command);
        Answer again = operator.post("/admin/shops", shopOf("shopify", shop, OLD), command);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void refusesNoDeliveryWhileASecretIsRotated() {
        add();
        Instant soon = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        assertThat(send(OLD).statusCode()).isEqualTo(200);

        Answer rotated = post("/admin/shops/secrets", """
                {"source": "shopify", "shop": "%s", "secret": "%s", "othersExpireAt": "%s", "reason": "yearly"}
                """.formatted(shop, NEW, soon));
        assertThat(rotated.json().path("affected").asInt()).isEqualTo(2);
        assertThat(List.of(
                        send(OLD).statusCode(),
                        send(NEW).statusCode(),
                        send(OLD).statusCode()))
                .containsOnly(200);
        await().atMost(PATIENCE).until(() -> used() == 2 && "expiring".equals(state(0)));
        JsonNode old = known().path("secrets").path(0);
        assertThat(Instant.parse(old.path("expiresAt").asString())).isEqualTo(soon);
        assertThat(gauge("throughline.shop.secrets", "state", "expiring")).isEqualTo(1);
        Answer expired = expire(old.path("id").asString());

        assertThat(expired.status()).isEqualTo(200);
        assertThat(send(OLD).statusCode()).isEqualTo(401);
        assertThat(send(NEW).statusCode()).isEqualTo(200);
        assertThat(state(0)).isEqualTo("expired");
    }

    @Test
    void tellsOfSecretsInUseThatEndSoonUntilTheyAreExchanged() {
        add();
        Instant soon = clock.instant().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
        post("/admin/shops/secrets", """
                {"source": "shopify", "shop": "%s", "secret": "%s", "expiresAt": "%s", "reason": "for a trial"}
                """.formatted(shop, NEW, soon));
        tokenEnds(soon.toString());

        assertThat(ending()).containsExactlyInAnyOrder("webhook-secret " + soon, "api-token " + soon);
        assertThat(meters.find(ENDING).tag("shop", shop).gauges())
                .hasSize(2)
                .allSatisfy(left -> assertThat(left.value()).isBetween(200_000.0, 259_200.0));

        send(OLD);
        await().atMost(PATIENCE).until(() -> used() == 1);
        tokenEnds(soon.plus(Duration.ofDays(365)).toString());

        assertThat(ending()).isEmpty();
        assertThat(meters.find(ENDING).tag("shop", shop).gauges()).isEmpty();
    }

    private void tokenEnds(String at) {
        post("/admin/shops/api", """
                {"source": "shopify", "shop": "%s", "reason": "for a year", "api":
                 {"baseUrl": "https://shop.example", "token": "hush", "expiresAt": "%s"}}
                """.formatted(shop, at));
    }

    /** As the dashboard asks for it, and as Prometheus is told of it. */
    private List<String> ending() {
        return new OwnAddresses(port, OwnAddresses.SERVICE_TOKEN)
                .get("/admin/concerns")
                .json()
                .path("expiring")
                .valueStream()
                .filter(one -> one.path("shop").asString().equals(shop))
                .map(one -> one.path("secret").asString() + " "
                        + one.path("expiresAt").asString())
                .toList();
    }

    @Test
    void aSecretOfTheConfigurationIsRotatedToo() {
        Answer added = post("/admin/shops/secrets", """
                {"source": "shopify", "shop": "demo-shop", "secret": "%s", "reason": "yearly"}
                """.formatted(NEW + shop));

        assertThat(added.status()).isEqualTo(200);
        assertThat(new StorefrontClient(port)
                        .send("orders/create", Fixtures.body(Fixtures.SHOPIFY_FULL, order -> {}))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("demo-shop", NEW + shop).statusCode()).isEqualTo(200);
        assertThat(expire("configuration-1").status()).isEqualTo(404);
    }

    @Test
    void leavesEveryShopASecretThatStays() {
        add();
        String id = known().path("secrets").path(0).path("id").asString();

        assertThat(expire(id).status()).isEqualTo(409);
        assertThat(post("/admin/shops/secrets", """
                {"source": "shopify", "shop": "%s", "secret": "x", "expiresAt": "2099-01-01T00:00:00Z",
                 "othersExpireAt": "2099-01-01T00:00:00Z", "reason": "both end"}
                """.formatted(shop)).status()).isEqualTo(409);
        assertThat(send(OLD).statusCode()).isEqualTo(200);
    }

    @Test
    void hearsWhatAnotherInstanceChanged() {
        add();

        secrets.add(new Address("shopify", shop), NEW, null);

        await().atMost(PATIENCE).until(() -> send(NEW).statusCode() == 200);
    }

    @Test
    void writesDownWhatComesWhilePausedAndUnderstandsItOnceResumed() {
        add();
        assertThat(scope("pause", ", \"shop\": \"%s\"".formatted(shop)).status())
                .isEqualTo(200);
        fetchIsDue();

        assertThat(send(OLD).statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> known().path("heldWebhooks").asInt() == 1);
        new StorefrontClient(port)
                .send("orders/create", Fixtures.body(Fixtures.SHOPIFY_FULL, order -> order.put("id", 77)));
        await().atMost(PATIENCE)
                .until(() -> jdbc.sql("select count(*) from order_event where orderkey = 'shopify:demo-shop:77'")
                                .query(Integer.class)
                                .single()
                        > 0);
        assertThat(events()).as("of the paused shop").isZero();
        assertThat(fetches.dueShops()).doesNotContain(new DueShop("shopify", shop));
        assertThat(waitingFetches()).isEqualTo(1);
        assertThat(known().path("pauses").path(0).path("actor").asString()).isEqualTo("anna");
        assertThat(gauge("throughline.paused.shops", "source", "shopify")).isEqualTo(1);

        assertThat(scope("resume", ", \"shop\": \"%s\"".formatted(shop)).status())
                .isEqualTo(200);

        await().atMost(PATIENCE).until(() -> events() == 1);
        await().atMost(PATIENCE).until(() -> waitingFetches() == 0);
        assertThat(known().path("heldWebhooks").asInt()).isZero();
    }

    @Test
    void aWholeSourceIsPausedByAnotherInstanceAndWhatIsPausedTwiceStaysHeld() {
        add();
        pauses.pause("shopify", "", "ben", "a sale");
        pauses.pause("shopify", shop, "ben", "this one longer");
        await().atMost(PATIENCE).until(() -> known().path("pauses").size() == 2);
        assertThat(send(OLD).statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> known().path("heldWebhooks").asInt() == 1);

        assertThat(scope("resume", "").status()).isEqualTo(200);
        assertThat(known().path("heldWebhooks").asInt()).isEqualTo(1);
        assertThat(scope("resume", ", \"shop\": \"%s\"".formatted(shop)).status())
                .isEqualTo(200);

        await().atMost(PATIENCE).until(() -> events() == 1);
    }

    @Test
    void keysOfShopsAreEncryptedAndMoveToTheKeyThatIsWrittenWith() {
        add();
        UUID id = UUID.fromString(known().path("secrets").path(0).path("id").asString());
        byte[] sealed = sealed(id);
        Seal other = new Seal(new KeyProperties(List.of(new KeyProperties.Key(2, OTHER_KEY)), null));

        jdbc.sql("update shop_secret set secret = :sealed where id = :id")
                .param("sealed", other.seal(OLD.getBytes(StandardCharsets.UTF_8), id))
                .param("id", id)
                .update();

        assertThat(sealed).startsWith(1);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("hush");
        await().atMost(PATIENCE).until(() -> sealed(id)[0] == 1);
        assertThat(send(OLD).statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatWebhooksStayAwayMuchLongerThanUsualAndThatTheyCameAgain(CapturedOutput output) {
        add();
        send(OLD);
        await().atMost(PATIENCE)
                .until(() -> hinted() && meters.find(SILENCE).tag("shop", shop).gauge() != null);
        assertThat(output.getAll()).doesNotContain("webhooks.silent");

        jdbc.sql("update shop_traffic set last_at = now() - interval '3 hours', interval_ms = 1000 where shop = :shop")
                .param("shop", shop)
                .update();

        await().atMost(PATIENCE).until(() -> hinted() && output.getAll().contains("webhooks.silent"));
        assertThat(meters.get(SILENCE).tag("shop", shop).gauge().value()).isGreaterThan(10_000);
        send(OLD);
        await().atMost(PATIENCE).until(() -> hinted() && output.getAll().contains("webhooks.came-again"));
        assertThat(meters.get(SILENCE).tag("shop", shop).gauge().value()).isLessThan(10_000);
    }

    @Test
    void repeatsNoSecretOfARequestThatItCannotRead(CapturedOutput output) {
        Answer answer =
                post("/admin/shops", "{\"source\": \"shopify\", \"secret\": hush-hush, \"ownedFrom\": \"hush\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).doesNotContain("hush");
        assertThat(output.getAll()).doesNotContain("hush");
    }

    private Answer add() {
        return post("/admin/shops", shopOf("shopify", shop, OLD));
    }

    private static String shopOf(String source, String slug, String secret) {
        return """
                {"source": "%s", "shop": "%s", "secret": "%s", "ownedFrom": "2026-01-01T00:00:00Z", "reason": "new"}
                """.formatted(source, slug, secret);
    }

    private Answer expire(String id) {
        return post(
                "/admin/shops/secrets/expire", """
                {"source": "shopify", "shop": "%s", "id": "%s", "reason": "leaked"}
                """.formatted(id.startsWith("configuration") ? "demo-shop" : shop, id));
    }

    private Answer scope(String verb, String more) {
        return post("/admin/shops/" + verb, "{\"source\": \"shopify\"" + more + ", \"reason\": \"a sale\"}");
    }

    private Answer post(String path, String json) {
        return operator.post(path, json, UUID.randomUUID());
    }

    private JsonNode known() {
        return operator.get("/admin/shops")
                .json()
                .valueStream()
                .filter(one -> one.path("shop").asString().equals(shop))
                .findFirst()
                .orElseThrow();
    }

    /** Nothing is swept here: a change, of which there is none, has the use of secrets written down. */
    private long used() {
        hinted();
        return known().path("secrets")
                .valueStream()
                .filter(secret -> secret.hasNonNull("usedAt"))
                .count();
    }

    private boolean hinted() {
        secrets.forget(Instant.EPOCH);
        return true;
    }

    private String state(int secret) {
        return known().path("secrets").path(secret).path("state").asString();
    }

    private double gauge(String name, String tag, String value) {
        return meters.get(name).tag("source", "shopify").tag(tag, value).gauge().value();
    }

    private byte[] sealed(UUID id) {
        return jdbc.sql("select secret from shop_secret where id = :id")
                .param("id", id)
                .query((row, index) -> row.getBytes(1))
                .single();
    }

    private int events() {
        return jdbc.sql("select count(*) from order_event where orderkey like :prefix and type = 'order.placed.v1'")
                .param("prefix", "shopify:" + shop + ":%")
                .query(Integer.class)
                .single();
    }

    private int waitingFetches() {
        return jdbc.sql("select count(*) from order_fetch where shop = :shop")
                .param("shop", shop)
                .query(Integer.class)
                .single();
    }

    private void fetchIsDue() {
        jdbc.sql("""
                insert into order_fetch (orderkey, source, shop, order_id, due_at)
                values (:key, 'shopify', :shop, '1', '2026-01-01T00:00:00Z')
                """).param("key", "shopify:" + shop + ":1").param("shop", shop).update();
    }

    private HttpResponse<String> send(String secret) {
        return send(shop, secret);
    }

    private HttpResponse<String> send(String slug, String secret) {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> order.put("id", 1));
        byte[] signature = Signatures.hmac(secret.getBytes(StandardCharsets.UTF_8), body);
        return new StorefrontClient(port)
                .post(
                        "/webhooks/shopify/" + slug,
                        Map.of(
                                "X-Shopify-Topic", "orders/create",
                                "X-Shopify-Event-Id", UUID.randomUUID().toString(),
                                "X-Shopify-Hmac-Sha256", Base64.getEncoder().encodeToString(signature)),
                        body);
    }

    private static String text(Answer answer) {
        return new String(answer.whole().body(), StandardCharsets.UTF_8);
    }
}
