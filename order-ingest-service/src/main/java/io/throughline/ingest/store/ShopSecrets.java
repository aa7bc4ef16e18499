package io.throughline.ingest.store;

import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.keys.Seal;
import io.throughline.ingest.store.Reconciliations.Address;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code shop_secret}: the secrets of shops that are not in the configuration. */
@Repository
public class ShopSecrets {

    private static final String ADD = """
            insert into shop_secret (id, source, shop, secret, added_at, expires_at)
            values (:id, :source, :shop, :secret, :added_at, :expires_at)
            """;

    /** Locked, as whoever expires one must see that another stays. */
    private static final String OF_SHOP = """
            select * from shop_secret where source = :source and shop = :shop order by id for update
            """;

    private static final String LIST = "select * from shop_secret order by source, shop, id";

    private static final String EXPIRE = "update shop_secret set expires_at = :expires_at where id = :id";

    private static final String FORGET = "delete from shop_secret where expires_at < :before";

    private static final String RESEAL = """
            update shop_secret set secret = :sealed where id = :id and secret = :before
            """;

    private final JdbcClient jdbc;
    private final Seal seal;
    private final TimeOrderedIds ids;
    private final Clock clock;

    ShopSecrets(JdbcClient jdbc, Seal seal, TimeOrderedIds ids, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * One secret.
     *
     * @param expiresAt from when on nothing is believed that it signed; absent when never
     */
    public record Secret(
            UUID id,
            Address shop,
            String secret,
            Instant addedAt,
            @Nullable Instant expiresAt) {

        @Override
        public String toString() {
            return "Secret[" + id + " of " + shop + "]";
        }
    }

    private record Row(Secret secret, byte[] sealed) {}

    /** @throws io.throughline.ingest.keys.SealedException when one cannot be decrypted */
    public List<Secret> list() {
        List<Row> rows = jdbc.sql(LIST).query((row, index) -> row(row)).list();
        rows.stream().filter(row -> !seal.isCurrent(row.sealed())).forEach(this::reseal);
        return rows.stream().map(Row::secret).toList();
    }

    /** Those of one shop, which nobody else changes until the transaction ends. */
    public List<Secret> lock(Address shop) {
        return jdbc.sql(OF_SHOP)
                .param("source", shop.source())
                .param("shop", shop.shop())
                .query((row, index) -> row(row).secret())
                .list();
    }

    public void add(Address shop, String secret, @Nullable Instant expiresAt) {
        UUID id = ids.next();
        jdbc.sql(ADD)
                .param("id", id)
                .param("source", shop.source())
                .param("shop", shop.shop())
                .param("secret", seal.seal(secret.getBytes(StandardCharsets.UTF_8), id))
                .param("added_at", Columns.utc(clock.instant()))
                .param("expires_at", expiresAt == null ? null : Columns.utc(expiresAt))
                .update();
    }

    public int expire(UUID id, Instant at) {
        return jdbc.sql(EXPIRE)
                .param("id", id)
                .param("expires_at", Columns.utc(at))
                .update();
    }

    /** Deletes those that expired before this. */
    public int forget(Instant before) {
        return jdbc.sql(FORGET).param("before", Columns.utc(before)).update();
    }

    private void reseal(Row row) {
        Secret secret = row.secret();
        jdbc.sql(RESEAL)
                .param("id", secret.id())
                .param("before", row.sealed())
                .param("sealed", seal.seal(secret.secret().getBytes(StandardCharsets.UTF_8), secret.id()))
                .update();
    }

    private Row row(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("secret");
        return new Row(
                new Secret(
                        id,
                        new Address(row.getString("source"), row.getString("shop")),
                        new String(seal.open(sealed, id), StandardCharsets.UTF_8),
                        Columns.instant(row, "added_at"),
                        Columns.instantOrNull(row, "expires_at")),
                sealed);
    }
}
