package io.throughline.ingest.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.BatchSink.Refusal;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.backbone.servicebus.ReceiverProperties;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.Emulator;
import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import io.throughline.events.Topology;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.TestBroker;
import io.throughline.ingest.crash.HaltingDataSource.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Killed at every point at which something was done and not written down yet, and started again each time. */
class KilledIT {

    private static final int ORDERS_PER_LIFE = 30;

    /** A large order's bodies do not fit into one transfer: the broker takes a batch in several. */
    private static final String LONG_NOTE = "ring twice, ".repeat(800);

    static final ReceiverProperties RECEIVER = new ReceiverProperties(
            200, 200, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(5));

    @TempDir
    Path folder;

    final Emulator broker = TestBroker.PRESENT.start().orElseThrow();
    final TestDatabase database = TestDatabase.create();
    final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database.getJdbcUrl()));
    final Map<String, byte[]> unanswered = new ConcurrentHashMap<>();
    final List<String> published = new CopyOnWriteArrayList<>();
    int orders;

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void losesNothingAndDoublesNothingWhereverItIsKilled() throws IOException {
        try (BatchReceiver adapter = Receivers.connectedTo(broker.connectionString(), RECEIVER, Clock.systemUTC())
                .subscribe(Topology.ORDERS, "finance-adapter", this::take)) {
            assertThat(adapter).isNotNull();
            live(Point.ACCEPT_BEFORE_COMMIT);
            live(Point.ACCEPT_AFTER_COMMIT);
            live(Point.UNDERSTAND_BEFORE_COMMIT);
            live(Point.PUBLISHED_BEFORE_MARK);
            killWhilePublishing();
            try (ChildIngest last = start(Point.NONE)) {
                send(last);
                await().atMost(Duration.ofMinutes(3)).until(() -> isSettled() && isPublished());
            }
        }
        assertThat(unanswered).isEmpty();
        assertAccounts();
    }

    /** Every order has its events once, numbered without a hole, however often they were sent. */
    private void assertAccounts() {
        assertThat(count("webhook")).isEqualTo(orders);
        assertThat(count("webhook_end where result = 'events'")).isEqualTo(orders);
        assertThat(published.stream().distinct().sorted()).hasSameSizeAs(log()).containsExactlyElementsOf(log());
        assertThat(jdbc.sql("select count(*) from (select orderref from order_event group by orderref"
                                + " having max(orderseq) = 2 and count(*) = 2) complete")
                        .query(Integer.class)
                        .single())
                .isEqualTo(orders);
        assertThat(published)
                .as("the last messages before a kill were sent once more")
                .hasSizeGreaterThan(log().size());
    }

    private void live(Point point) throws IOException {
        try (ChildIngest life = start(point)) {
            send(life);
            assertThat(life.exitCode()).as("%s", point).isEqualTo(HaltingDataSource.KILLED);
        }
    }

    /** The broker takes a part of a batch and says nothing: the sender waits, and dies waiting. */
    private void killWhilePublishing() throws IOException {
        broker.faults()
                .plant(Fault.of(FaultKind.LOSE_SEND_ANSWERS, "orders")
                        .times(1_000)
                        .lasting(Duration.ofMinutes(10)));
        int before = published.size();
        try (ChildIngest life = start(Point.NONE)) {
            send(life);
            await().atMost(Duration.ofMinutes(3)).until(() -> published.size() > before && isUnderstood());
            assertThat(life.isAlive()).isTrue();
            assertThat(isPublished()).isFalse();
            life.kill();
        }
        broker.faults().endAll();
    }

    private ChildIngest start(Point point) throws IOException {
        for (int i = 0; i < ORDERS_PER_LIFE; i++) {
            long id = 9_000_000_000_000_000_000L + orders++;
            unanswered.put(
                    "event-" + id,
                    Fixtures.body(
                            Fixtures.SHOPIFY_GUEST,
                            order -> order.put("id", id).put("note", LONG_NOTE).put("financial_status", "paid")));
        }
        return ChildIngest.start(point, folder, Settings.of(database, broker));
    }

    /** As a storefront does: what was not answered comes again, to whoever listens then. */
    private void send(ChildIngest life) throws IOException {
        OptionalInt port = life.port();
        if (port.isEmpty()) {
            return;
        }
        StorefrontClient storefront = new StorefrontClient(port.getAsInt());
        List<String> mine = new ArrayList<>(unanswered.keySet());
        IntStream.range(0, mine.size()).parallel().forEach(i -> {
            String event = mine.get(i);
            try {
                if (storefront
                                .send("orders/updated", event, unanswered.get(event))
                                .statusCode()
                        == 200) {
                    unanswered.remove(event);
                }
            } catch (UncheckedIOException killed) {
                assertThat(life.exitCode()).isEqualTo(HaltingDataSource.KILLED);
            }
        });
    }

    private List<Refusal> take(List<InboundMessage> batch) {
        batch.forEach(message -> published.add(name(
                message.property(Topology.ORDER_REF).orElse(""),
                message.property(Topology.ORDER_SEQUENCE).orElse(""),
                message.id())));
        return List.of();
    }

    private List<String> log() {
        return jdbc
                .sql("select orderref, orderseq, event_id from order_event")
                .query((row, index) -> name(row.getString(1), row.getString(2), row.getString(3)))
                .list()
                .stream()
                .sorted()
                .toList();
    }

    private static String name(String orderRef, String sequence, String eventId) {
        return orderRef + "/" + sequence + "/" + eventId;
    }

    private boolean isUnderstood() {
        return count("webhook_todo") == 0;
    }

    private boolean isSettled() {
        return isUnderstood() && unanswered.isEmpty();
    }

    private boolean isPublished() {
        return count("order_event e where (e.xid, e.position) >"
                        + " (select r.xid, r.position from relay r where r.name = 'order_event')")
                == 0;
    }

    private int count(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Integer.class).single();
    }
}
