package io.throughline.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Json;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.Mutations;
import io.throughline.ingest.RawConnection;
import io.throughline.ingest.RawConnection.Answer;
import io.throughline.ingest.StorefrontClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.node.ObjectNode;

/** What senders and crashes may do to ingest, byte for byte over real connections. The broker is away all the time. */
@IngestTest
@TestPropertySource(
        properties = {
            "server.tomcat.connection-timeout=3s",
            "throughline.ingest.writer.timeout=30s",
            "throughline.ingest.limits.body-time=3s",
            "throughline.ingest.limits.concurrent-per-shop=30"
        })
@DirtiesContext
class LimitsIT {

    static final String PATH = "/webhooks/shopify/demo-shop";
    static final AtomicLong ORDER = new AtomicLong(9_000_000_000_000_000_000L);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    Admission admission;

    @LocalServerPort
    int port;

    @Test
    void bombsFillNoMemory() {
        byte[] inflated = new byte[50_000_000];
        byte[] bomb = StorefrontClient.gzip(inflated);
        Map<String, String> headers = StorefrontClient.headers("orders/create", "bomb", inflated);
        headers.put("Content-Encoding", "gzip");

        List<Answer> answers = IntStream.range(0, 25)
                .parallel()
                .mapToObj(number -> post(headers, bomb))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertProblem(answer, 413, "too-large"));
        assertThat(admission.bytes()).isZero();
    }

    @Test
    void aBodyOfTenMegabytesIsReadAwayWhateverItsFramingSoThatItsSenderReadsTheAnswer() throws IOException {
        byte[] large = new byte[10_000_000];

        assertProblem(post(signed(large), large), 413, "too-large");
        try (RawConnection connection = new RawConnection(port)) {
            connection.write(RawConnection.head(PATH, signed(large), "Transfer-Encoding: chunked"));
            connection.write((Integer.toHexString(large.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            connection.write(large);
            connection.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertProblem(connection.read(), 413, "too-large");
        }
        assertThat(admission.bytes()).isZero();
    }

    @Test
    void slowSendersAreSentAwayAndHoldUpNobodyForLong() throws IOException {
        byte[] body = order();
        List<RawConnection> slow = new ArrayList<>();
        List<Future<?>> drips = new ArrayList<>();
        try (ScheduledExecutorService trickle = Executors.newScheduledThreadPool(1)) {
            for (int i = 0; i < 30; i++) {
                RawConnection connection = new RawConnection(port);
                slow.add(connection);
                connection.write(RawConnection.head(PATH, signed(body), "Content-Length: " + body.length));
                // one half says nothing at all, the other a byte now and then
                if (i % 2 == 0) {
                    drips.add(trickle.scheduleAtFixedRate(() -> drip(connection), 0, 200, TimeUnit.MILLISECONDS));
                }
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> post(signed(body), body).status() == 429);
            assertThat(post(signed(body), body).header("retry-after")).isEqualTo("5");

            for (RawConnection connection : slow) {
                assertProblem(connection.read(), 408, "too-slow");
                assertThat(connection.isEnded()).isTrue();
            }
            drips.forEach(drip -> drip.cancel(true));
        }

        assertThat(post(signed(body), body).status()).isEqualTo(200);
        assertThat(admission.bytes()).isZero();
        for (RawConnection connection : slow) {
            connection.close();
        }
    }

    static List<byte[]> bodiesThatMeanNothing() {
        byte[] invalidUtf8 = bytes("{\"id\": \"xx\"}");
        invalidUtf8[8] = (byte) 0xC3;
        return List.of(
                bytes("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)),
                bytes("{\"id\": 1, \"id\": 2}"),
                bytes("{\"id\": " + "9".repeat(100_000) + "}"),
                bytes("{\"id\": \"\0\"}"),
                bytes("{\"id\": \"\\u0000\"}"),
                invalidUtf8);
    }

    @ParameterizedTest
    @MethodSource("bodiesThatMeanNothing")
    void whatASignedBodyHoldsIsNoReasonToRefuseIt(byte[] body) {
        Answer answer = post(signed(body), body);

        assertThat(answer.status()).isEqualTo(200);
        UUID webhook = UUID.fromString(answer.header("throughline-webhook-id"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                jdbc.sql("select result || ' ' || code from webhook_end where webhook_id = :id")
                                        .param("id", webhook)
                                        .query(String.class)
                                        .list())
                        .singleElement()
                        .isIn("quarantined not-json", "quarantined contains-nul"));
    }

    @Test
    void nothingThatIsSentIsAnsweredByAFailureAndNothingThatIsAcceptedIsLost() {
        Mutations mutations = new Mutations(21);
        Set<UUID> accepted = new TreeSet<>();
        for (int round = 0; round < 300; round++) {
            byte[] sound = order();
            byte[] body = round % 2 == 0 ? mutations.bytes(sound) : mutations.json(tree(sound));
            Map<String, String> headers = round % 3 == 0 ? mutations.headers(signed(body)) : signed(body);

            Answer answer = post(headers, body);

            assertThat(answer.status()).as("round %d", round).isIn(200, 401);
            if (answer.status() == 200) {
                accepted.add(UUID.fromString(answer.header("throughline-webhook-id")));
            }
        }
        assertThat(accepted).hasSizeBetween(200, 299);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("select count(*) from webhook_end where webhook_id in (:ids)")
                                .param("ids", accepted)
                                .query(Integer.class)
                                .single()
                        == accepted.size());
    }

    private static ObjectNode tree(byte[] json) {
        return (ObjectNode) Json.mapper().readTree(json);
    }

    @Test
    void aHeadThatIsNoneIsAnsweredAsClearly() throws IOException {
        for (String broken : List.of("X-Large: " + "x".repeat(30_000), "X-Nul: a\0b", "no colon", "X Y: z")) {
            try (RawConnection connection = new RawConnection(port)) {
                connection.write(RawConnection.head(PATH, Map.of(), broken + "\r\nContent-Length: 0"));

                Answer answer = connection.read();

                assertThat(answer.status()).as(broken.substring(0, 6)).isBetween(400, 431);
                assertThat(answer.header("content-type")).startsWith("application/problem+json");
                assertThat(answer.body()).contains("malformed-request").doesNotContain("Exception");
            }
        }
    }

    @Test
    void anAnswerThatWasLostLeadsToADuplicateThatIsAnsweredAsTheFirst() throws IOException {
        byte[] body = order();
        Map<String, String> headers = signed(body);
        long before = webhooks();
        try (RawConnection lost = new RawConnection(port)) {
            lost.write(RawConnection.head(PATH, headers, "Content-Length: " + body.length));
            lost.write(body);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> webhooks() == before + 1);

        assertThat(post(headers, body).status()).isEqualTo(200);
        assertThat(webhooks()).isEqualTo(before + 1);
    }

    @Test
    void whatIsKilledBeforeItsCommitIsNotAnsweredAsAccepted() throws Exception {
        byte[] body = order();
        Map<String, String> headers = signed(body);
        long before = webhooks();
        try (Connection blocker = dataSource.getConnection();
                Statement statement = blocker.createStatement();
                RawConnection sender = new RawConnection(port)) {
            blocker.setAutoCommit(false);
            statement.execute("lock table webhook in exclusive mode");
            sender.write(RawConnection.head(PATH, headers, "Content-Length: " + body.length));
            sender.write(body);
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting("count(*)") == 1);
            assertThat(sender.hasAnswer()).isFalse();

            waiting("count(pg_terminate_backend(pid))");

            assertThat(sender.read().status()).isEqualTo(503);
            blocker.rollback();
            blocker.setAutoCommit(true);
        }
        assertThat(webhooks()).isEqualTo(before);
        assertThat(post(headers, body).status()).isEqualTo(200);
        assertThat(webhooks()).isEqualTo(before + 1);
    }

    private long webhooks() {
        return jdbc.sql("select count(*) from webhook").query(Long.class).single();
    }

    /** Of the statements that write webhooks down and wait for a lock. */
    private long waiting(String what) {
        return jdbc.sql("select " + what + " from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like '%insert into webhook %'")
                .query(Long.class)
                .single();
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.body())
                .contains("\"code\":\"" + code + "\"")
                .contains("\"detail\":\"Send ")
                .doesNotContain(StorefrontClient.SECRET);
    }

    private static void drip(RawConnection connection) {
        try {
            connection.write(new byte[] {'{'});
        } catch (IOException sentAway) {
            throw new UncheckedIOException(sentAway);
        }
    }

    private Answer post(Map<String, String> headers, byte[] body) {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.post(PATH, headers, body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, String> signed(byte[] body) {
        return StorefrontClient.headers("orders/create", UUID.randomUUID().toString(), body);
    }

    private static byte[] order() {
        return Fixtures.body(Fixtures.SHOPIFY_GUEST, json -> json.put("id", ORDER.incrementAndGet()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
