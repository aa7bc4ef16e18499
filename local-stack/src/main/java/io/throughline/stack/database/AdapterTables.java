package io.throughline.stack.database;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an adapter has written down. */
public final class AdapterTables {

    /** A delivery that was done again, after it was forgotten, has several outcomes and counts once. */
    private static final String FINISHED = """
            select result, count(distinct (orderref, orderseq)) from outcome
            where result in ('delivered', 'ignored', 'discarded') group by result
            """;

    private static final String HELD = """
            select count(*) from delivery d
            where d.parked_at is null and exists (
                select 1 from delivery p
                where p.orderref = d.orderref and p.orderseq < d.orderseq and p.parked_at is not null)
            """;

    private static final String UNFINISHED = """
            select orderkey || ' ' || orderseq || ' ' || type
                || case when parked_at is null then ' open ' else ' parked ' end || code || ' ' || detail
            from delivery order by orderref, orderseq
            """;

    /** Of each delivery the newest outcome. */
    private static final String FIGURES = """
            with newest as (
                select distinct on (orderref, orderseq) * from outcome order by orderref, orderseq, revision desc
            )
            select count(*) filter (where result = 'delivered'),
                   count(*) filter (where result = 'ignored'),
                   count(*) filter (where result = 'discarded'),
                   count(*) filter (where result = 'parked'),
                   coalesce(sum(attempts), 0),
                   coalesce(sum(failed_attempts), 0),
                   coalesce(1000 * percentile_disc(0.5) within group (order by extract(epoch from at - accepted_at))
                       filter (where result = 'delivered'), 0),
                   coalesce(1000 * percentile_disc(0.99) within group (order by extract(epoch from at - accepted_at))
                       filter (where result = 'delivered'), 0)
            from newest
            """;

    private static final String UNREPORTED = """
            select count(*) from outcome o, relay r
            where r.name = 'outcomes' and (o.xid, o.position) > (r.xid, r.position)
            """;

    /** Events that were finished before one that comes before them; what was done again later does not count. */
    private static final String REORDERED = """
            with first as (
                select distinct on (orderref, orderseq) orderref, orderseq, orderkey, xid, position from outcome
                where result in ('delivered', 'ignored', 'discarded') order by orderref, orderseq, xid, position
            ), ordered as (
                select orderkey, orderseq, lag(orderseq) over (partition by orderref order by xid, position) as before
                from first
            )
            select orderkey || ' ' || orderseq || ' after ' || before from ordered where before > orderseq
            """;

    private final Database database;

    public AdapterTables(PostgresServer server, String database) {
        this.database = new Database(server, database);
    }

    /** How its deliveries stand. */
    public Deliveries deliveries() {
        Map<String, Long> finished =
                database.query(FINISHED, row -> Map.entry(row.getString(1), row.getLong(2))).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        long parked = database.count("select count(*) from delivery where parked_at is not null");
        long held = database.count(HELD);
        long all = database.count("select count(*) from delivery");
        return new Deliveries(
                finished.getOrDefault("delivered", 0L),
                finished.getOrDefault("ignored", 0L),
                parked,
                held,
                all - parked - held);
    }

    /** What it did, counted from its own rows. */
    public Figures figures() {
        return database.query(
                        FIGURES,
                        row -> new Figures(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6),
                                Math.round(row.getDouble(7)),
                                Math.round(row.getDouble(8))))
                .getFirst();
    }

    /** Its deliveries that are not finished, a line each. */
    public List<String> unfinished() {
        return database.query(UNFINISHED, row -> row.getString(1));
    }

    /** Outcomes reported, repeated ones included. */
    public long outcomes() {
        return database.count("select count(*) from outcome");
    }

    /** Deliveries that were ever written down, finished ones included. */
    public long recorded() {
        return database.count("select (select count(*) from delivery) + (select count(*) from outcome)");
    }

    /** Outcomes that are committed and not yet on topic {@code outcomes}. */
    public long unreported() {
        return database.count(UNREPORTED);
    }

    /** Deliveries that did not wait for the one before them, a line each. */
    public List<String> reordered() {
        return database.query(REORDERED, row -> row.getString(1));
    }

    /** How often a message is kept as a dead letter. */
    public long deadLetters(String messageId) {
        return database.count("select count(*) from dead_letter where message_id = ?", messageId);
    }

    /** Messages kept as dead letters, each as often as it is. */
    public List<String> deadLetters() {
        return database.query("select message_id from dead_letter", row -> row.getString(1));
    }

    /** Breaks something: it is forgotten which events were finished. */
    public int forgetPositions() {
        return database.change("delete from order_position");
    }
}
