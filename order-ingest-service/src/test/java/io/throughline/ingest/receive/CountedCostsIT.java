package io.throughline.ingest.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.testing.CountingDataSource;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.RawConnection;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What a webhook costs, counted in round trips and bytes of WAL: figures that are the same on every machine. */
@IngestTest(broker = TestBroker.PRESENT)
@TestPropertySource(properties = "throughline.ingest.writer.timeout=30s")
@DirtiesContext
class CountedCostsIT {

    static final Logger LOG = LoggerFactory.getLogger(CountedCostsIT.class);

    static final String PATH = "/webhooks/shopify/demo-shop";
    static final String ACCEPT = "write-webhooks";
    static final String UNDERSTAND = "understand";
    static final String PUBLISH = "relay-order_event";
    static final int BODY_BYTES = 5_000;
    static final AtomicLong ORDER = new AtomicLong(7_000_000_000_000_000_000L);

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {

        @Bean
        static BeanPostProcessor counting() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource source ? new CountingDataSource(source) : bean;
                }
            };
        }
    }

    @Autowired
    CountingDataSource database;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    /** Neither vacuum nor a checkpoint by the clock: what they write would be counted as if webhooks had. */
    @BeforeEach
    void countOnlyWebhooks() {
        jdbc.sql("alter system set autovacuum = off").update();
        jdbc.sql("alter system set checkpoint_timeout = '1d'").update();
        reload();
    }

    @AfterEach
    void countAll() {
        jdbc.sql("alter system reset autovacuum").update();
        jdbc.sql("alter system reset checkpoint_timeout").update();
        reload();
    }

    private void reload() {
        assertThat(jdbc.sql("select pg_reload_conf()").query(Boolean.class).single())
                .isTrue();
    }

    @AfterEach
    void releaseAll() {
        List.of(UNDERSTAND, PUBLISH).forEach(database::release);
        awaitUnderstood();
    }

    @Test
    void writesManyWebhooksDownInOneRoundTrip() {
        database.hold(UNDERSTAND);
        send(1, 20);

        assertThat(roundTripsPerWebhook(1, 60)).isLessThanOrEqualTo(1);
        assertThat(roundTripsPerWebhook(32, 30)).isLessThanOrEqualTo(0.10);
        assertThat(roundTripsPerWebhook(128, 20)).isLessThanOrEqualTo(0.03);
    }

    @Test
    void costsLittleWalFromTheDoorToTheTopic() {
        int webhooks = 1_000;
        send(50, 4);
        awaitUnderstood();
        awaitPublished();
        List.of(UNDERSTAND, PUBLISH).forEach(database::hold);

        Cost accept = measure(webhooks, ACCEPT, () -> send(50, webhooks / 50));
        Cost understand = measure(webhooks, UNDERSTAND, () -> {
            database.release(UNDERSTAND);
            awaitUnderstood();
        });
        Cost publish = measure(webhooks, PUBLISH, () -> {
            database.release(PUBLISH);
            awaitPublished();
        });

        LOG.info("per webhook: accept {}, understand {}, publish {}", accept, understand, publish);
        assertThat(accept.walBytes()).isLessThanOrEqualTo(1_500);
        assertThat(understand.roundTrips()).isLessThanOrEqualTo(0.15);
        assertThat(understand.walBytes()).isLessThanOrEqualTo(6_250);
        assertThat(publish.roundTrips()).isLessThanOrEqualTo(0.05);
        assertThat(publish.walBytes()).isLessThanOrEqualTo(50);
    }

    @Test
    void makesOneWebhookOfAThousandDeliveriesOfOneEvent() {
        byte[] body = body();
        String event = UUID.randomUUID().toString();
        Map<String, String> headers = StorefrontClient.headers("orders/updated", event, body);
        long before = count("webhook");

        Set<RawConnection.Answer> answers =
                all(1_000, Thread.ofVirtual().factory(), number -> post(headers, body)).stream()
                        .map(answer -> new RawConnection.Answer(
                                answer.status(), Map.of("id", answer.header("throughline-webhook-id")), answer.body()))
                        .collect(Collectors.toSet());

        assertThat(answers).hasSize(1).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("id")).isNotEmpty();
        });
        assertThat(count("webhook")).isEqualTo(before + 1);
    }

    /** Per webhook. */
    record Cost(double roundTrips, double walBytes) {}

    private Cost measure(int webhooks, String thread, Runnable work) {
        long trips = database.roundTrips(thread);
        long wal = walPosition();
        work.run();
        return new Cost(
                (double) (database.roundTrips(thread) - trips) / webhooks, (double) (walPosition() - wal) / webhooks);
    }

    private double roundTripsPerWebhook(int clients, int each) {
        long before = database.roundTrips(ACCEPT);
        send(clients, each);
        double perWebhook = (double) (database.roundTrips(ACCEPT) - before) / (clients * each);
        LOG.info("{} clients: {} round trips per webhook", clients, perWebhook);
        return perWebhook;
    }

    /** Each client sends one webhook after the other over a connection of its own. */
    private void send(int clients, int each) {
        all(clients, Thread.ofPlatform().factory(), client -> {
            try (RawConnection connection = new RawConnection(port)) {
                for (int i = 0; i < each; i++) {
                    byte[] body = body();
                    String event = UUID.randomUUID().toString();
                    Map<String, String> headers = StorefrontClient.headers("orders/updated", event, body);
                    assertThat(connection.post(PATH, headers, body).status()).isEqualTo(200);
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return client;
        });
    }

    private RawConnection.Answer post(Map<String, String> headers, byte[] body) {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.post(PATH, headers, body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private interface Work<R> {
        R of(int number);
    }

    private static <R> List<R> all(int threads, ThreadFactory factory, Work<R> work) {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(factory)) {
            List<Future<R>> results = IntStream.range(0, threads)
                    .mapToObj(number -> executor.submit(() -> {
                        start.await();
                        return work.of(number);
                    }))
                    .toList();
            start.countDown();
            return results.stream().map(CountedCostsIT::result).toList();
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A new order of five lines, as Shopify words it. */
    private static byte[] body() {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> {
            order.put("id", ORDER.incrementAndGet()).remove(List.of("refunds", "fulfillments"));
        });
        assertThat(body.length).isBetween(BODY_BYTES - 500, BODY_BYTES + 500);
        return body;
    }

    private void awaitUnderstood() {
        await().atMost(Duration.ofMinutes(2)).until(() -> count("webhook_todo") == 0);
    }

    private void awaitPublished() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> jdbc.sql("""
                        select count(*) from order_event e
                        where (e.xid, e.position) > (select r.xid, r.position from relay r where r.name = 'order_event')
                        """).query(Long.class).single() == 0);
    }

    private long walPosition() {
        return jdbc.sql("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
                .query(Long.class)
                .single();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
