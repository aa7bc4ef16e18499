package io.throughline.ingest.store;

import io.throughline.ingest.store.Reconciliations.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code shop_secret_use}: when which secret last proved a webhook genuine, in any instance. */
@Repository
public class SecretUses {

    private static final String USED = """
            insert into shop_secret_use as u (source, shop, secret, used_at)
            select * from unnest(:sources, :shops, :secrets, :used_ats) as n (source, shop, secret, used_at)
            order by source, shop, secret
            on conflict (source, shop, secret) do update set used_at = greatest(u.used_at, excluded.used_at)
            """;

    private static final String LIST = "select source, shop, secret, used_at from shop_secret_use";

    private final JdbcClient jdbc;

    SecretUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param secret its id, or the mark of one in the configuration */
    public record Used(Address shop, String secret) {}

    private record Use(Used used, Instant at) {}

    public void record(Map<Used, Instant> uses) {
        List<Map.Entry<Used, Instant>> rows = new ArrayList<>(uses.entrySet());
        jdbc.sql(USED)
                .param(
                        "sources",
                        Columns.of("text", rows, row -> row.getKey().shop().source()))
                .param(
                        "shops",
                        Columns.of("text", rows, row -> row.getKey().shop().shop()))
                .param("secrets", Columns.of("text", rows, row -> row.getKey().secret()))
                .param("used_ats", Columns.of("timestamptz", rows, Map.Entry::getValue))
                .update();
    }

    public Map<Used, Instant> list() {
        return jdbc
                .sql(LIST)
                .query((row, index) -> new Use(
                        new Used(new Address(row.getString("source"), row.getString("shop")), row.getString("secret")),
                        Columns.instant(row, "used_at")))
                .list()
                .stream()
                .collect(Collectors.toMap(Use::used, Use::at));
    }
}
