package io.throughline.stack.database;

import java.util.List;

/** What an adapter has delivered since the last look, as it stands in its table of outcomes. */
public final class OutcomeFeed {

    /** Rows of transactions that run while we look come with the next look, because the horizon stays below them. */
    private static final String SINCE = """
            select orderkey, coalesce(reference, ''), extract(epoch from at - accepted_at) * 1000,
                   pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            from outcome where xid >= ? and result = 'delivered' order by xid, position limit 1000
            """;

    private static final String NOW = """
            select pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            """;

    private final Database database;
    private long horizon;

    /** Begins with what is delivered from now on. */
    public OutcomeFeed(PostgresServer server, String database) {
        this.database = new Database(server, database);
        this.horizon = this.database.count(NOW);
    }

    /**
     * Something delivered.
     *
     * @param reference the downstream system's own id; may be empty
     * @param lagMillis from the acceptance of the webhook
     */
    public record Delivered(String orderKey, String reference, long lagMillis) {}

    private record Seen(Delivered delivered, long horizon) {}

    /** What is new; now and then something is told twice. */
    public List<Delivered> next() {
        long before = database.count(NOW);
        List<Seen> seen = database.query(
                SINCE,
                row -> new Seen(new Delivered(row.getString(1), row.getString(2), row.getLong(3)), row.getLong(4)),
                horizon);
        if (seen.size() < 1000) {
            horizon = before;
        }
        return seen.stream().map(Seen::delivered).toList();
    }
}
