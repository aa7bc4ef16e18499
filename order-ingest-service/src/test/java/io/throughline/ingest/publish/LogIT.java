package io.throughline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.OwnAddresses;
import io.throughline.ingest.OwnAddresses.Answer;
import io.throughline.ingest.StorefrontClient;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The log over real HTTP, while the broker is away. */
@IngestTest
class LogIT {

    /** No token; or, where another address was asked for after all, not that way, or nothing there. */
    static final List<Integer> REFUSED = List.of(401, 404, 405);

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @LocalServerPort
    int port;

    final String orderId = String.valueOf(ThreadLocalRandom.current().nextLong(1L << 53, 1L << 62));
    OwnAddresses dashboard;

    @BeforeEach
    void connect() {
        dashboard = new OwnAddresses(port, OwnAddresses.SERVICE_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/log", "/log?after=x", "/log/", "/nowhere", "/actuator/health", "/webhooks/../log"})
    void answersNobodyWithoutAToken(String path) {
        Answer nobody = new OwnAddresses(port, null).get(path);
        Answer stranger = new OwnAddresses(port, OwnAddresses.SERVICE_TOKEN + "x").get(path);

        assertThat(nobody.status()).isIn(REFUSED);
        assertThat(stranger.status()).isIn(REFUSED);
        assertThat(nobody.json().path("events").isMissingNode()).isTrue();
    }

    @Test
    void aRefusalSaysHowToComeIn() {
        Answer nobody = new OwnAddresses(port, null).get("/log");

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.whole().headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(nobody.json().path("detail").stringValue()).contains("throughline.ingest.access");
    }

    @Test
    void tellsWhatWasAppendedPageByPageAndNothingPersonal() {
        String start = end();
        fiveEvents();

        List<JsonNode> told = new ArrayList<>();
        String cursor = start;
        boolean more = true;
        while (more) {
            JsonNode page = dashboard.get("/log?limit=2&after=" + cursor).json();
            assertThat(page.get("events").size()).isLessThanOrEqualTo(2);
            page.get("events").forEach(told::add);
            cursor = page.get("next").stringValue();
            more = page.get("more").booleanValue();
        }

        assertThat(told).extracting(event -> event.get("orderSeq").intValue()).containsExactly(1, 2, 3, 4, 5);
        assertThat(told.getFirst().propertyNames())
                .containsExactlyInAnyOrder(
                        "eventId", "orderRef", "orderSeq", "orderKey", "type", "acceptedAt", "appendedAt", "test");
        assertThat(told)
                .extracting(event -> event.get("orderKey").stringValue())
                .containsOnly("shopify:demo-shop:" + orderId);
        assertThat(told.getFirst().get("type").stringValue()).isEqualTo("order.placed.v1");
        assertThat(dashboard.get("/log?after=" + cursor).json().get("events").isEmpty())
                .isTrue();
    }

    @Test
    void givesNoMoreThanAPageHoweverManyAreWanted() {
        fiveEvents();

        assertThat(dashboard.get("/log?limit=0").json().get("events").size()).isEqualTo(1);
        assertThat(dashboard.get("/log?limit=1000000").status()).isEqualTo(200);
    }

    @Test
    void beginsAtAnInstantForAReaderThatHasNoPlaceYet() {
        Instant before = jdbc.sql("select clock_timestamp()")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
        fiveEvents();

        JsonNode page = dashboard.get("/log?since=" + before).json();

        assertThat(page.get("events").size()).isEqualTo(5);
        Instant future = before.plus(Duration.ofDays(1));
        JsonNode none = dashboard.get("/log?since=" + future).json();
        assertThat(none.get("events").isEmpty()).isTrue();
        assertThat(dashboard
                        .get("/log?after=" + none.get("next").stringValue())
                        .json()
                        .get("events")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "MTox", "MTotMTox", "!!!!"})
    void refusesACursorThatItDidNotGive(String cursor) {
        assertThat(dashboard.get("/log?after=" + cursor).status()).isEqualTo(400);
    }

    @Test
    void stopsBelowTheOldestRunningTransactionAndSaysSinceWhen() throws Exception {
        String start = end();
        try (Connection slow = dataSource.getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("select pg_current_xact_id()");
            appendFive();
            await().atMost(PATIENCE).until(() -> logged() == 5);

            JsonNode page = dashboard.get("/log?after=" + start).json();
            assertThat(page.get("events").isEmpty()).isTrue();
            assertThat(Instant.parse(page.get("heldSince").stringValue())).isNotNull();

            slow.commit();
            slow.setAutoCommit(true);
        }
        JsonNode page = dashboard.get("/log?after=" + start).json();
        assertThat(page.get("events").size()).isEqualTo(5);
        assertThat(page.has("heldSince")).isFalse();
    }

    private void fiveEvents() {
        appendFive();
        await().atMost(PATIENCE).until(() -> logged() == 5);
        String start = "/log?since=2020-01-01T00:00:00Z";
        await().atMost(PATIENCE).until(() -> !dashboard.get(start).json().has("heldSince"));
    }

    /** Placed, paid, fulfillment-updated, refunded twice. */
    private void appendFive() {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> order.put("id", Long.parseLong(orderId)));
        new StorefrontClient(port).send("orders/updated", body);
    }

    private long logged() {
        return jdbc.sql("select count(*) from order_event where orderkey = :key")
                .param("key", "shopify:demo-shop:" + orderId)
                .query(Long.class)
                .single();
    }

    private String end() {
        String cursor = dashboard.get("/log").json().get("next").stringValue();
        boolean more = true;
        while (more) {
            JsonNode page = dashboard.get("/log?after=" + cursor).json();
            cursor = page.get("next").stringValue();
            more = page.get("more").booleanValue();
        }
        return cursor;
    }
}
