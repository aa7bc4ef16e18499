package io.throughline.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.samples.SampleEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a heartbeat says is open: whoever counts must hear of each delivery, as open or as finished. */
class BacklogIT {

    final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    final RuntimeSchema schema = new RuntimeSchema(database.dataSource());
    final Backlog backlog = new Backlog(schema, Clock.systemUTC());
    final NewDelivery delivery = SampleEvents.placed(1, 1);

    @BeforeEach
    void begin() {
        new OutcomeLog(schema).maintainPartitions(LocalDate.now(ZoneOffset.UTC), 30);
        database.jdbc().sql("insert into relay (name) values ('outcomes')").update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatWasFinishedIsOpenUntilItsOutcomeWasSent() {
        report();

        assertThat(backlog.count().untold()).isOne();
        assertThat(backlog.count().oldestUnsettled()).isEqualTo(delivery.acceptedAt());
        assertThat(backlog.count().oldestAccepted()).isNull();

        send();

        assertThat(backlog.count()).isEqualTo(Backlog.Counts.NONE);
    }

    @Test
    void whatIsParkedDoesNotHideWhatIsYounger() {
        new Inbox(schema, Clock.systemUTC(), new Lease(UUID.randomUUID(), Duration.ofMinutes(1)))
                .record(List.of(delivery), 10);
        assertThat(backlog.count().oldestUnsettled()).isEqualTo(delivery.acceptedAt());

        database.jdbc().sql("update delivery set parked_at = now()").update();

        assertThat(backlog.count().parked()).isOne();
        assertThat(backlog.count().oldestUnsettled()).isNull();
        assertThat(backlog.count().oldestAccepted()).isEqualTo(delivery.acceptedAt());
    }

    private void report() {
        database.jdbc()
                .sql("""
                        insert into outcome (orderref, orderseq, event_id, orderkey, type, revision, result, code, detail,
                                             attempts, failed_attempts, accepted_at, at)
                        values (:orderref, 1, :event_id, :orderkey, :type, 1, 'delivered', 'done', '', 1, 0, :accepted_at,
                                now())
                        """)
                .param("orderref", delivery.orderRef())
                .param("event_id", delivery.eventId())
                .param("orderkey", delivery.orderKey())
                .param("type", delivery.type())
                .param("accepted_at", delivery.acceptedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void send() {
        database.jdbc()
                .sql("update relay r set xid = o.xid, position = o.position from outcome o")
                .update();
    }
}
