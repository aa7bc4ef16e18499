package io.throughline.runtime.dispatch;

import static io.throughline.runtime.samples.SampleEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.events.outcome.SentField;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.DownstreamHttp;
import io.throughline.runtime.HttpFailures;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.store.OutcomeLog;
import io.throughline.runtime.store.RuntimeSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** What is known of a parked delivery, from the real client against a real server. */
class EvidenceIT {

    static final Duration LIMIT = Duration.ofSeconds(20);

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    HttpServer server;
    EngineFixture engine;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String sku = sent.contains("\"odd\"") ? "odd" : "even";
            byte[] answer = ("{\"errors\":[\"Product " + sku + " of "
                            + exchange.getRequestHeaders().getFirst("X-Order")
                            + " is not known\"],\"for\":\"jane@shop.example\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(422, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        engine = new EngineFixture(database, Duration.ofSeconds(60), this::ship).started();
    }

    @AfterEach
    void stop() {
        engine.close();
        server.stop(0);
        database.close();
    }

    private Outcome ship(String name, Delivery delivery) {
        String order = name.replaceAll("/.*", "");
        int number = Integer.parseInt(order.substring(order.lastIndexOf(':') + 1));
        RestClient http = DownstreamHttp.client(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(5))
                .build();
        return new HttpFailures("stub", Clock.systemUTC()).translate(() -> {
            http.post()
                    .uri("/shipments")
                    .header("Idempotency-Key", delivery.effectKey("shipment").value())
                    .header("X-Order", String.valueOf(number))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("sku", number % 2 == 0 ? "even" : "odd", "recipient", Map.of("first", "Jane")))
                    .retrieve()
                    .toBodilessEntity();
            return Outcome.delivered();
        });
    }

    @Test
    void aParkedDeliveryKeepsWhatWasSentAndWhatCameBackWithoutPersonalDataAndNamesItsCause() {
        engine.receive(List.of(placed(1, 1), placed(2, 1), placed(3, 1), placed(4, 1)));

        await().atMost(LIMIT).until(() -> engine.count("select count(*) from outcome where result = 'parked'") == 4);

        assertThat(texts("select distinct request from delivery order by 1"))
                .satisfiesExactly(
                        even -> assertThat(even)
                                .startsWith("POST /shipments\n{")
                                .contains("\"sku\":\"even\"", "\"first\":\"***\"")
                                .doesNotContain("Jane"),
                        odd -> assertThat(odd).contains("\"sku\":\"odd\""));
        assertThat(texts("select answer from delivery where orderkey like '%:3'"))
                .containsExactly("422\n{\"errors\":[\"Product odd of 3 is not known\"],\"for\":\"***\"}");
        assertThat(texts("select string_agg(orderkey, ' ' order by orderkey) from delivery group by fingerprint"))
                .containsExactlyInAnyOrder("standard:shop:1 standard:shop:3", "standard:shop:2 standard:shop:4");
        assertThat(texts("select fingerprint from outcome order by orderkey"))
                .isEqualTo(texts("select fingerprint from delivery order by orderkey"));
        assertThat(new OutcomeLog(new RuntimeSchema(database.dataSource())).after(LogPosition.START, 10))
                .extracting(entry -> Objects.requireNonNull(entry.row().exchange()))
                .hasSize(4)
                .allSatisfy(told -> {
                    assertThat(told.request()).isEqualTo("POST /shipments");
                    assertThat(told.status()).isEqualTo(422);
                    assertThat(told.answer()).contains("is not known").doesNotContain("jane");
                    assertThat(told.fields())
                            .extracting(SentField::path, SentField::value, SentField::match)
                            .contains(tuple("/recipient/first", "***", "none"));
                });
    }

    private List<@Nullable String> texts(String sql) {
        return engine.jdbc().sql(sql).query(String.class).list();
    }
}
