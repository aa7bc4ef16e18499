package io.throughline.dashboard.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.events.order.Money;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down events, and with each what the announced integrations owe. */
@Component
public class EventStore {

    private static final String RECORD = """
            with seen as (
                insert into event (orderref, orderseq, event_id, orderkey, source_order_id, display_number, type,
                                   occurred_at, accepted_at, webhook_id, trace_id, test, currency, total_minor,
                                   exponent)
                select * from unnest(:orderrefs, :orderseqs, :event_ids, :orderkeys, :source_order_ids,
                                     :display_numbers, :types, :occurred_ats, :accepted_ats, :webhook_ids, :trace_ids,
                                     :tests, :currencies, :total_minors, :exponents)
                on conflict (orderref, orderseq) do nothing
                returning orderref, orderseq, type, accepted_at
            )
            insert into owed (orderref, orderseq, integration, accepted_at, seen_at)
            select seen.orderref, seen.orderseq, i.name, seen.accepted_at, :now
            from seen
            join integration i on seen.type = any (i.events) and seen.accepted_at >= i.first_announced_at
            where not exists (
                select from delivery d
                where d.orderref = seen.orderref and d.orderseq = seen.orderseq and d.integration = i.name
                    and d.first_finished_at is not null)
            on conflict (orderref, orderseq, integration) do nothing
            """;

    private final JdbcClient jdbc;
    private final LedgerLock lock;
    private final PublishLedger published;
    private final SearchIndex search;
    private final Clock clock;

    EventStore(JdbcClient jdbc, LedgerLock lock, PublishLedger published, SearchIndex search, Clock clock) {
        this.search = search;
        this.clock = clock;
        this.jdbc = jdbc;
        this.lock = lock;
        this.published = published;
    }

    /** Commits all events, or none; one that is known changes nothing. */
    public void record(List<SeenEvent> events) {
        lock.locked(() -> {
            published.came(events.stream().map(SeenEvent::eventId).toList());
            int known = insert(events);
            search.add(events);
            return known;
        });
    }

    private int insert(List<SeenEvent> events) {
        return jdbc.sql(RECORD)
                .param("now", Columns.utc(clock.instant()))
                .param("orderrefs", Columns.of("uuid", events, SeenEvent::orderRef))
                .param("orderseqs", Columns.of("int4", events, SeenEvent::sequence))
                .param("event_ids", Columns.of("uuid", events, SeenEvent::eventId))
                .param("orderkeys", Columns.of("text", events, SeenEvent::orderKey))
                .param("source_order_ids", Columns.of("text", events, SeenEvent::sourceOrderId))
                .param("display_numbers", Columns.of("text", events, SeenEvent::displayNumber))
                .param("types", Columns.of("text", events, SeenEvent::type))
                .param("occurred_ats", Columns.of("timestamptz", events, SeenEvent::occurredAt))
                .param("accepted_ats", Columns.of("timestamptz", events, SeenEvent::acceptedAt))
                .param("webhook_ids", Columns.of("text", events, SeenEvent::webhookId))
                .param("trace_ids", Columns.of("text", events, SeenEvent::traceId))
                .param("tests", Columns.of("bool", events, SeenEvent::test))
                .param("currencies", total("text", events, Money::currency))
                .param("total_minors", total("int8", events, Money::minor))
                .param("exponents", total("int4", events, Money::exponent))
                .update();
    }

    private static PgArray total(String type, List<SeenEvent> events, Function<Money, Object> part) {
        return Columns.of(type, events, event -> event.total() == null ? null : part.apply(event.total()));
    }
}
