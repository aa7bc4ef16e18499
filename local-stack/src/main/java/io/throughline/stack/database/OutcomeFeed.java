package io.throughline.stack.database;

import java.util.List;

/** What an adapter has done since the last look, as it stands in its table of outcomes. */
public final class OutcomeFeed {

    /** Rows of transactions that run while we look come with the next look, because the horizon stays below them. */
    private static final String SINCE = """
            select orderkey, type, result, code, coalesce(reference, ''), extract(epoch from at - accepted_at) * 1000
            from outcome where xid >= ? order by xid, position limit 1000
            """;

    private static final String NOW = """
            select pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            """;

    private final Database database;
    private long horizon;

    /** Begins with what is done from now on. */
    public OutcomeFeed(PostgresServer server, String database) {
        this.database = new Database(server, database);
        this.horizon = this.database.count(NOW);
    }

    /**
     * What became of a delivery.
     *
     * @param result {@code delivered}, {@code ignored}, {@code parked} …
     * @param reference the downstream system's own id; may be empty
     * @param lagMillis from the acceptance of the webhook
     */
    public record Done(String orderKey, String type, String result, String code, String reference, long lagMillis) {

        public boolean isDelivered() {
            return result.equals("delivered");
        }
    }

    /** What is new; now and then something is told twice. */
    public List<Done> next() {
        long before = database.count(NOW);
        List<Done> seen = database.query(
                SINCE,
                row -> new Done(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6)),
                horizon);
        if (seen.size() < 1000) {
            horizon = before;
        }
        return seen;
    }
}
