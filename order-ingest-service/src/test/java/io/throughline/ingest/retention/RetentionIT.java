package io.throughline.ingest.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.TimeOrderedIds;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What is forgotten and what is not. Nobody else is at the tables: no webhook comes, and the broker is away. */
@IngestTest
@TestPropertySource(
        properties = {
            "throughline.ingest.understanding.sweep=1d",
            "throughline.ingest.relay.sweep=1d",
            "throughline.ingest.retention.every=1d",
            "throughline.ingest.retention.batch=2"
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class RetentionIT {

    @Autowired
    Retention retention;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Clock clock;

    private int rows;

    @BeforeEach
    void nothingIsKept() {
        List.of(
                        "webhook",
                        "webhook_todo",
                        "webhook_end",
                        "webhook_conflict",
                        "refusal",
                        "refused_webhook",
                        "order_event",
                        "relay",
                        "replay")
                .forEach(table -> jdbc.sql("truncate " + table).update());
    }

    @Test
    void forgetsRawBodiesThatEndedAndNoneThatSomebodyHasToLookAt(CapturedOutput output) {
        double before = forgotten("raw-bodies");
        for (int one = 0; one < 5; one++) {
            ended(webhook(31), "no-change");
        }
        UUID waiting = webhook(31);
        jdbc.sql("insert into webhook_todo (webhook_id) values (:id)")
                .param("id", waiting)
                .update();
        UUID quarantined = webhook(31);
        ended(quarantined, "quarantined");
        UUID disputed = webhook(31);
        ended(disputed, "events");
        conflict(disputed);
        UUID young = webhook(29);
        ended(young, "events");

        retention.run();

        assertThat(ids("select id from webhook")).containsExactlyInAnyOrder(waiting, quarantined, disputed, young);
        assertThat(ids("select webhook_id from webhook_end")).containsExactlyInAnyOrder(quarantined, disputed, young);
        assertThat(forgotten("raw-bodies") - before).isEqualTo(5);
        assertThat(output.getAll()).contains("retention.forgotten").contains("raw-bodies");
    }

    @Test
    void forgetsRefusedRequestsAfterAWeek() {
        for (int days : List.of(8, 8, 8, 6)) {
            jdbc.sql("insert into refused_webhook (source, shop, cause, at) values ('shopify', 's', 'c', :at)")
                    .param("at", ago(days))
                    .update();
        }
        for (int days : List.of(8, 6)) {
            jdbc.sql("insert into refusal values ('shopify', :shop, 'c', 3, :at, :at)")
                    .param("shop", "shop-" + days)
                    .param("at", ago(days))
                    .update();
        }

        retention.run();

        assertThat(count("refused_webhook")).isOne();
        assertThat(jdbc.sql("select shop from refusal").query(String.class).list())
                .containsExactly("shop-6");
    }

    @Test
    void forgetsTheEventsOfWholeOrdersOfWhichNothingWasHeardAnyMore() {
        UUID quiet = event(500, 1, 500);
        event(quiet, 2, 450);
        UUID lively = event(500, 1, 500);
        event(lively, 2, 3);
        UUID young = event(10, 1, 10);
        relayed();

        retention.run();

        assertThat(ids("select orderref from order_event")).containsExactlyInAnyOrder(lively, lively, young);
    }

    @Test
    void keepsEventsThatWereNotRelayedOrAreBeingReplayed() {
        event(500, 1, 500);

        retention.run();
        assertThat(count("order_event")).isOne();

        relayed();
        replay("running");
        retention.run();
        assertThat(count("order_event")).isOne();

        jdbc.sql("update replay set state = 'done'").update();
        retention.run();
        assertThat(count("order_event")).isZero();
    }

    @Test
    void leavesItToAnotherInstanceThatIsAtIt() throws SQLException {
        ended(webhook(31), "no-change");
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('ingest-forgetting'))");

            retention.run();

            assertThat(count("webhook")).isOne();
            other.rollback();
        }
        retention.run();
        assertThat(count("webhook")).isZero();
    }

    private UUID webhook(int days) {
        UUID id = idOf(days);
        jdbc.sql("""
                        insert into webhook (id, source, shop, delivery_key, headers, body, received_at, traceparent)
                        values (:id, 'shopify', 'demo-shop', :id, '', '', :at, '')
                        """).param("id", id).param("at", ago(days)).update();
        return id;
    }

    private void ended(UUID webhook, String result) {
        jdbc.sql("insert into webhook_end (webhook_id, result, ended_at) values (:id, :result, now())")
                .param("id", webhook)
                .param("result", result)
                .update();
    }

    private void conflict(UUID webhook) {
        jdbc.sql("""
                        insert into webhook_conflict (id, webhook_id, source, shop, delivery_key, headers, body,
                                                      body_sha256, received_at, last_at, traceparent)
                        values (:id, :id, 'shopify', 'demo-shop', :id, '', '', '', now(), now(), '')
                        """).param("id", webhook).update();
    }

    private UUID event(int orderDays, int sequence, int days) {
        UUID order = idOf(orderDays);
        event(order, sequence, days);
        return order;
    }

    private void event(UUID order, int sequence, int days) {
        jdbc.sql("""
                        insert into order_event (event_id, orderref, orderseq, orderkey, type, webhook_id, traceparent,
                                                 body, appended_at)
                        values (:id, :order, :sequence, 'key', 'order.placed.v1', :id, '', '', :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("order", order)
                .param("sequence", sequence)
                .param("at", ago(days))
                .update();
    }

    private void relayed() {
        jdbc.sql("""
                        insert into relay (name, xid, position)
                        select 'order_event', max(xid), max(position) from order_event
                        on conflict (name) do update set xid = excluded.xid, position = excluded.position
                        """).update();
    }

    /** Another instance's, or ours would end it. */
    private void replay(String state) {
        jdbc.sql("""
                        insert into replay (replay_id, target, actor, reason, requested_at, state, xid, position,
                                            end_xid, end_position, events, lease_owner, lease_until)
                        values (:id, 't', 'a', 'r', now(), :state, 0, 0, 0, 0, 0, :id, now() + interval '1 hour')
                        """).param("id", UUID.randomUUID()).param("state", state).update();
    }

    private UUID idOf(int days) {
        UUID first = TimeOrderedIds.firstOf(clock.instant().minus(Duration.ofDays(days)));
        return new UUID(first.getMostSignificantBits(), first.getLeastSignificantBits() + ++rows);
    }

    private OffsetDateTime ago(int days) {
        Instant at = clock.instant().minus(Duration.ofDays(days));
        return at.atOffset(ZoneOffset.UTC);
    }

    private double forgotten(String kept) {
        return meters.counter("throughline.retention.forgotten", "class", kept).count();
    }

    private List<@Nullable UUID> ids(String query) {
        return jdbc.sql(query).query(UUID.class).list();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
