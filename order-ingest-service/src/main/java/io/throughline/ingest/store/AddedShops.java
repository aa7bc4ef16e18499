package io.throughline.ingest.store;

import io.throughline.ingest.OrderApi;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.store.Reconciliations.Address;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code shop}: the shops that are not in the configuration. */
@Repository
public class AddedShops {

    private static final String ADD = """
            insert into shop (id, source, slug, owned_from, api_base_url, api_user, api_token, api_expires_at, added_at)
            values (:id, :source, :slug, :owned_from, :api_base_url, :api_user, :api_token, :api_expires_at, :added_at)
            on conflict (source, slug) do nothing
            """;

    private static final String API = """
            update shop
            set api_base_url = :api_base_url, api_user = :api_user, api_token = :api_token,
                api_expires_at = :api_expires_at
            where id = :id
            """;

    private static final String ID = "select id from shop where source = :source and slug = :slug for update";

    private static final String LIST = "select * from shop order by source, slug";

    private static final String RESEAL = """
            update shop set api_token = :sealed where id = :id and api_token = :before
            """;

    private final JdbcClient jdbc;
    private final Seal seal;
    private final TimeOrderedIds ids;
    private final Clock clock;

    AddedShops(JdbcClient jdbc, Seal seal, TimeOrderedIds ids, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
    }

    /** A shop without its secrets. */
    public record Added(
            Address address, Instant ownedFrom, @Nullable OrderApi api) {}

    private record Row(UUID id, Added shop, byte @Nullable [] token) {}

    /** @throws io.throughline.ingest.keys.SealedException when a token cannot be decrypted */
    public List<Added> list() {
        List<Row> rows = jdbc.sql(LIST).query((row, index) -> row(row)).list();
        rows.forEach(this::reseal);
        return rows.stream().map(Row::shop).toList();
    }

    /** How many shops there are more: none, when the address is taken. */
    public int add(Added shop) {
        UUID id = ids.next();
        return withApi(jdbc.sql(ADD), id, shop.api())
                .param("source", shop.address().source())
                .param("slug", shop.address().shop())
                .param("owned_from", Columns.utc(shop.ownedFrom()))
                .param("added_at", Columns.utc(clock.instant()))
                .update();
    }

    /** How many shops have another api now: none, when the shop was not added here. Runs in a transaction. */
    public int change(Address shop, OrderApi api) {
        Optional<UUID> id = jdbc.sql(ID)
                .param("source", shop.source())
                .param("slug", shop.shop())
                .query(UUID.class)
                .optional();
        return id.map(known -> withApi(jdbc.sql(API), known, api).update()).orElse(0);
    }

    private JdbcClient.StatementSpec withApi(JdbcClient.StatementSpec statement, UUID id, @Nullable OrderApi api) {
        return statement
                .param("id", id)
                .param("api_base_url", api == null ? null : api.baseUrl().toString())
                .param("api_user", api == null ? null : api.user())
                .param("api_expires_at", utcOrNull(api))
                .param("api_token", api == null ? null : seal.seal(api.token().getBytes(StandardCharsets.UTF_8), id));
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable OrderApi api) {
        return api == null || api.expiresAt() == null ? null : Columns.utc(api.expiresAt());
    }

    private Row row(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] token = row.getBytes("api_token");
        OrderApi api = token == null
                ? null
                : new OrderApi(
                        URI.create(row.getString("api_base_url")),
                        row.getString("api_user"),
                        new String(seal.open(token, id), StandardCharsets.UTF_8),
                        Columns.instantOrNull(row, "api_expires_at"));
        Address address = new Address(row.getString("source"), row.getString("slug"));
        return new Row(id, new Added(address, Columns.instant(row, "owned_from"), api), token);
    }

    /** So that a key that new bodies are not encrypted with any more can be taken out one day. */
    private void reseal(Row row) {
        OrderApi api = row.shop().api();
        if (api != null && row.token() != null && !seal.isCurrent(row.token())) {
            jdbc.sql(RESEAL)
                    .param("id", row.id())
                    .param("before", row.token())
                    .param("sealed", seal.seal(api.token().getBytes(StandardCharsets.UTF_8), row.id()))
                    .update();
        }
    }
}
