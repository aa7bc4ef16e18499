package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.SearchTerms;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.events.RedactionRequested;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what orders are found by, in the transaction that writes their events down. */
@Component
public class SearchIndex {

    /** An order whose first event came without its data is called by its id, until one comes with it. */
    private static final String HEAD = """
            insert into order_head (orderref, orderkey, source_order_id, display_number, storefront, shop, accepted_at,
                                    test)
            select r, k, s, d, split_part(k, ':', 1), split_part(k, ':', 2), a, t
            from unnest(:orderrefs, :orderkeys, :source_order_ids, :display_numbers, :accepted_ats, :tests)
                u (r, k, s, d, a, t)
            on conflict (orderref) do update set display_number = excluded.display_number
            where order_head.display_number = order_head.source_order_id
                and excluded.display_number <> order_head.display_number
            """;

    /** Of somebody who asked to be erased, no address is kept, in whatever order events come. */
    private static final String TERMS = """
            insert into order_term (kind, term, orderref)
            select * from unnest(:kinds, :terms, :orderrefs) u (kind, term, orderref)
            where u.kind <> 'email' or not exists (
                select from event e where e.orderref = u.orderref and e.type = :redaction)
                and not exists (select from erased_order e where e.orderref = u.orderref)
            on conflict do nothing
            """;

    private static final String FORGET_EMAIL = """
            delete from order_term t where t.kind = 'email' and t.orderref = any (:orderrefs)
            """;

    private static final String LATER = """
            insert into unindexed (orderref, orderseq, event_id, due_at)
            select *, :now from unnest(:orderrefs, :orderseqs, :event_ids)
            on conflict do nothing
            """;

    private static final String DUE = """
            update unindexed u set due_at = :again
            from (select orderref, orderseq from unindexed where due_at <= :now order by due_at limit :limit
                for update skip locked) due
            where u.orderref = due.orderref and u.orderseq = due.orderseq
            returning u.orderref, u.orderseq, u.event_id, (
                select e.type from event e where e.orderref = u.orderref and e.orderseq = u.orderseq) as type
            """;

    private static final String DONE = """
            delete from unindexed where orderref = :orderref and orderseq = :orderseq
            """;

    private static final String NAME = """
            update order_head set display_number = :display_number where orderref = :orderref
            """;

    private final JdbcClient jdbc;
    private final EmailHash hash;
    private final Clock clock;

    SearchIndex(JdbcClient jdbc, EmailHash hash, Clock clock) {
        this.jdbc = jdbc;
        this.hash = hash;
        this.clock = clock;
    }

    private record Term(String kind, String term, UUID orderRef) {}

    /** An event whose data is still to be fetched. */
    public record Unread(UUID orderRef, int sequence, UUID eventId, String type) {}

    /** Adds what written-down events tell; what is known changes nothing. */
    void add(List<SeenEvent> events) {
        head(firstOfEach(events));
        terms(events.stream()
                .flatMap(event -> event.terms() == null ? Stream.of() : terms(event.orderRef(), event.terms()))
                .toList());
        List<SeenEvent> redactions = events.stream()
                .filter(event -> event.type().equals(RedactionRequested.TYPE.name()))
                .toList();
        if (!redactions.isEmpty()) {
            jdbc.sql(FORGET_EMAIL)
                    .param("orderrefs", Columns.of("uuid", redactions, SeenEvent::orderRef))
                    .update();
        }
        later(events.stream().filter(event -> event.terms() == null).toList());
    }

    /** One statement must not touch a row twice. */
    private static Collection<SeenEvent> firstOfEach(List<SeenEvent> events) {
        Map<UUID, SeenEvent> first = new LinkedHashMap<>();
        events.forEach(event -> first.merge(
                event.orderRef(), event, (one, other) -> one.terms() == null && other.terms() != null ? other : one));
        return first.values();
    }

    private void head(Collection<SeenEvent> orders) {
        List<SeenEvent> rows = List.copyOf(orders);
        jdbc.sql(HEAD)
                .param("orderrefs", Columns.of("uuid", rows, SeenEvent::orderRef))
                .param("orderkeys", Columns.of("text", rows, SeenEvent::orderKey))
                .param("source_order_ids", Columns.of("text", rows, SeenEvent::sourceOrderId))
                .param("display_numbers", Columns.of("text", rows, SeenEvent::displayNumber))
                .param("accepted_ats", Columns.of("timestamptz", rows, SeenEvent::acceptedAt))
                .param("tests", Columns.of("bool", rows, SeenEvent::test))
                .update();
    }

    private Stream<Term> terms(UUID orderRef, SearchTerms terms) {
        List<Term> found = new ArrayList<>();
        terms.skus().forEach(sku -> found.add(new Term("sku", sku, orderRef)));
        terms.trackingNumbers().forEach(number -> found.add(new Term("tracking", number, orderRef)));
        if (terms.email() != null) {
            hash.of(terms.email()).ifPresent(hashed -> found.add(new Term("email", hashed, orderRef)));
        }
        return found.stream();
    }

    private void terms(List<Term> terms) {
        if (!terms.isEmpty()) {
            jdbc.sql(TERMS)
                    .param("kinds", Columns.of("text", terms, Term::kind))
                    .param("terms", Columns.of("text", terms, Term::term))
                    .param("orderrefs", Columns.of("uuid", terms, Term::orderRef))
                    .param("redaction", RedactionRequested.TYPE.name())
                    .update();
        }
    }

    private void later(List<SeenEvent> events) {
        if (!events.isEmpty()) {
            jdbc.sql(LATER)
                    .param("now", Columns.utc(clock.instant()))
                    .param("orderrefs", Columns.of("uuid", events, SeenEvent::orderRef))
                    .param("orderseqs", Columns.of("int4", events, SeenEvent::sequence))
                    .param("event_ids", Columns.of("uuid", events, SeenEvent::eventId))
                    .update();
        }
    }

    /** Some that wait; each is handed out again after a while, unless it was {@link #read}. */
    public List<Unread> unread(int limit, Duration again) {
        return jdbc.sql(DUE)
                .param("now", Columns.utc(clock.instant()))
                .param("again", Columns.utc(clock.instant().plus(again)))
                .param("limit", limit)
                .query((row, index) -> new Unread(
                        row.getObject("orderref", UUID.class),
                        row.getInt("orderseq"),
                        row.getObject("event_id", UUID.class),
                        row.getString("type")))
                .list();
    }

    /** Adds what the fetched data of an event tells. */
    public void read(Unread event, String displayNumber, SearchTerms found) {
        terms(terms(event.orderRef, found).toList());
        jdbc.sql(NAME)
                .param("orderref", event.orderRef)
                .param("display_number", displayNumber)
                .update();
        done(event);
    }

    /** Nothing can be added any more. */
    public void done(Unread event) {
        jdbc.sql(DONE)
                .param("orderref", event.orderRef)
                .param("orderseq", event.sequence)
                .update();
    }
}
