package io.throughline.dashboard.store;

import io.throughline.backbone.json.Json;
import io.throughline.dashboard.ledger.Known;
import io.throughline.dashboard.ledger.Pulse;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.outcome.ExpiringSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what integrations said of themselves. */
@Component
public class IntegrationRows {

    private static final String KNOWN = """
            select name, entry, last_heard_at from integration order by name
            """;

    /** Counts come from the newest heartbeat; each instance has a breaker of its own, and the worst one is told. */
    private static final String PULSES = """
            select h.integration, h.at, h.due, h.waiting, h.held, h.parked,
                h.oldest_open_at, worst.breaker, h.paused, h.expiring_secret, h.expires_at
            from integration i
            cross join lateral (
                select * from heartbeat n where n.integration = i.name order by n.at desc limit 1) h
            cross join lateral (
                select b.breaker from (
                    select distinct on (n.instance) n.breaker from heartbeat n
                    where n.integration = i.name and n.at > h.at - make_interval(secs => :settling)
                    order by n.instance, n.at desc) b
                order by array_position(array['open', 'half-open', 'closed'], b.breaker) limit 1) worst
            """;

    private final JdbcClient jdbc;

    IntegrationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every integration that was ever heard of, by name. */
    public List<Known> known() {
        return jdbc.sql(KNOWN)
                .query((row, index) -> new Known(
                        row.getString("name"), entry(row.getBytes("entry")), Columns.instant(row, "last_heard_at")))
                .list();
    }

    private static @Nullable CatalogueEntry entry(byte @Nullable [] json) {
        return json == null ? null : Json.mapper().readValue(json, CatalogueEntry.class);
    }

    Map<String, Pulse> pulses(Duration settling) {
        Map<String, Pulse> pulses = new HashMap<>();
        jdbc.sql(PULSES).param("settling", settling.toSeconds()).query((ResultSet row) -> {
            pulses.put(row.getString("integration"), pulse(row));
        });
        return pulses;
    }

    private static Pulse pulse(ResultSet row) throws SQLException {
        return new Pulse(
                Columns.instant(row, "at"),
                row.getLong("due"),
                row.getLong("waiting"),
                row.getLong("held"),
                row.getLong("parked"),
                Columns.instantOrNull(row, "oldest_open_at"),
                row.getString("breaker"),
                row.getBoolean("paused"),
                expiring(row));
    }

    private static @Nullable ExpiringSecret expiring(ResultSet row) throws SQLException {
        String secret = row.getString("expiring_secret");
        return secret == null ? null : new ExpiringSecret(secret, Columns.instant(row, "expires_at"));
    }
}
