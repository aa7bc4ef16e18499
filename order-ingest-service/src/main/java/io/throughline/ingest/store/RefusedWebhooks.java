package io.throughline.ingest.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code refused_webhook}, the latest of each shop and cause, and {@code refusal}, how many there were. */
@Repository
public class RefusedWebhooks {

    private static final String RECORD = """
            with refused as (
                select * from unnest(:sources, :shops, :causes, :ats, :sizes, :hashes)
                    as r (source, shop, cause, at, body_bytes, body_sha256)
            ), kept as (
                insert into refused_webhook (source, shop, cause, at, body_bytes, body_sha256)
                select source, shop, cause, at, body_bytes, nullif(body_sha256, '') from refused
            )
            insert into refusal as f (source, shop, cause, requests, first_at, last_at)
            select source, shop, cause, count(*), min(at), max(at) from refused
            group by source, shop, cause
            order by source, shop, cause
            on conflict (source, shop, cause) do update
            set requests = f.requests + excluded.requests, last_at = greatest(f.last_at, excluded.last_at)
            """;

    private static final String FORGET = """
            delete from refused_webhook r
            using (
                select g.source, g.shop, g.cause,
                       (select k.id from refused_webhook k
                        where k.source = g.source and k.shop = g.shop and k.cause = g.cause
                        order by k.id desc offset :kept limit 1) as last
                from (select distinct * from unnest(:sources, :shops, :causes)) as g (source, shop, cause)
            ) old
            where r.source = old.source and r.shop = old.shop and r.cause = old.cause and r.id <= old.last
            """;

    private static final String GROUPS = """
            select source, shop, cause, requests, first_at, last_at
            from refusal
            order by last_at desc, source, shop, cause
            """;

    private static final String LATEST = """
            select id, source, shop, cause, at, body_bytes, encode(body_sha256, 'hex') as body_sha256
            from refused_webhook
            where source = :source and shop = :shop and cause = :cause
            order by id desc
            """;

    private final JdbcClient jdbc;

    RefusedWebhooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A request that was not taken.
     *
     * @param cause stable kebab-case word: {@code wrong-signature}
     * @param bodyBytes how large its body was; absent when it was not read
     * @param bodyHash SHA-256; empty when the body was not read
     */
    public record Refused(
            String source,
            String shop,
            String cause,
            Instant at,
            @Nullable Integer bodyBytes,
            byte[] bodyHash) {}

    /** How often requests in the name of one shop were refused for one cause. */
    public record Group(String source, String shop, String cause, long requests, Instant firstAt, Instant lastAt) {}

    /** One that is remembered. */
    public record Remembered(
            Instant at,
            @Nullable Integer bodyBytes,
            @Nullable String bodySha256) {}

    /** Counts and remembers these, and forgets all but the latest of their groups. */
    public void record(List<Refused> refused, int kept) {
        jdbc.sql(RECORD)
                .param("sources", Columns.of("text", refused, Refused::source))
                .param("shops", Columns.of("text", refused, Refused::shop))
                .param("causes", Columns.of("text", refused, Refused::cause))
                .param("ats", Columns.of("timestamptz", refused, Refused::at))
                .param("sizes", Columns.of("int4", refused, Refused::bodyBytes))
                .param("hashes", Columns.ofBytes(refused, Refused::bodyHash))
                .update();
        jdbc.sql(FORGET)
                .param("sources", Columns.of("text", refused, Refused::source))
                .param("shops", Columns.of("text", refused, Refused::shop))
                .param("causes", Columns.of("text", refused, Refused::cause))
                .param("kept", kept)
                .update();
    }

    /** The latest first; as many as there are shops and causes. */
    public List<Group> groups() {
        return jdbc.sql(GROUPS)
                .query((row, index) -> new Group(
                        row.getString("source"),
                        row.getString("shop"),
                        row.getString("cause"),
                        row.getLong("requests"),
                        instant(row, "first_at"),
                        instant(row, "last_at")))
                .list();
    }

    /** Those of a group that are remembered, the latest first. */
    public List<Remembered> latest(String source, String shop, String cause) {
        return jdbc.sql(LATEST)
                .param("source", source)
                .param("shop", shop)
                .param("cause", cause)
                .query((row, index) -> new Remembered(
                        instant(row, "at"), row.getObject("body_bytes", Integer.class), row.getString("body_sha256")))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
