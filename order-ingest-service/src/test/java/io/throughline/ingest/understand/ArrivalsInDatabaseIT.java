package io.throughline.ingest.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.Json;
import io.throughline.events.OrderEvent;
import io.throughline.events.order.Order;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.storefront.StandardSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Fewer lives of orders than {@link ArrivalsIT} plays, by HTTP and through the database, all at once. */
@IngestTest
class ArrivalsInDatabaseIT {

    static final long FIRST_SEED = 20_000;
    static final int LIVES = 150;
    static final int LARGEST = 1 << 24;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void comesToTheSameThroughTheDatabase() {
        List<OrderLife> lives = LongStream.range(FIRST_SEED, FIRST_SEED + LIVES)
                .mapToObj(OrderLife::new)
                .filter(life -> !life.turns().contains(OrderLife.Turn.TWICE_WITHIN_A_SECOND))
                .filter(life -> !life.turns().contains(OrderLife.Turn.BEFORE_GO_LIVE))
                .toList();
        List<byte[]> bodies = new ArrayList<>(
                lives.stream().flatMap(life -> bodies(life).stream()).toList());
        Collections.shuffle(bodies, new Random(FIRST_SEED));

        StorefrontClient storefront = new StorefrontClient(port);
        bodies.parallelStream().forEach(body -> {
            var headers = StandardSigner.headers("msg_" + UUID.randomUUID(), StandardSigner.key(), Instant.now(), body);
            assertThat(storefront
                            .post("/webhooks/standard/own-shop", headers, body)
                            .statusCode())
                    .isEqualTo(200);
        });
        await().atMost(Duration.ofMinutes(2))
                .until(() -> jdbc.sql("select count(*) from webhook_todo")
                                .query(Integer.class)
                                .single()
                        == 0);

        assertThat(lives).hasSizeGreaterThan(LIVES / 2).allSatisfy(this::assertSameAsTheEndAlone);
    }

    private void assertSameAsTheEndAlone(OrderLife life) {
        Arrivals end = Arrivals.ofTheEndAlone(life);
        assertThat(snapshot(life))
                .as(life.last().orderKey())
                .isEqualTo(end.state().snapshot());
        List<OrderEvent> events = events(life);
        assertThat(NetState.of(events))
                .as(life.last().orderKey())
                .hasToString(NetState.of(end.events()).toString());
    }

    /** Each version, some of them twice; and the deletion. */
    private static List<byte[]> bodies(OrderLife life) {
        List<byte[]> bodies = new ArrayList<>();
        for (OrderLife.Moment moment : life.moments()) {
            bodies.add(body("order.updated", moment.order()));
            if (moment.at().getEpochSecond() % 3 == 0) {
                bodies.add(body("order.updated", moment.order()));
            }
        }
        if (life.isDeleted()) {
            bodies.add(body("order.deleted", life.last()));
        }
        return bodies;
    }

    private static byte[] body(String type, Order order) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("type", type).put("timestamp", order.sourceVersion().toString());
        body.set("data", Json.mapper().valueToTree(order));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Order snapshot(OrderLife life) {
        byte[] packed = jdbc.sql("select snapshot from order_state where orderkey = :key")
                .param("key", life.last().orderKey())
                .query(byte[].class)
                .single();
        return Json.mapper().readValue(Deflated.inflate(packed, LARGEST), Order.class);
    }

    private List<OrderEvent> events(OrderLife life) {
        return jdbc
                .sql("select body from order_event where orderkey = :key order by orderseq")
                .param("key", life.last().orderKey())
                .query(byte[].class)
                .list()
                .stream()
                .<OrderEvent>map(body ->
                        new EventCodec().read(Deflated.inflate(body, LARGEST)).data())
                .toList();
    }
}
