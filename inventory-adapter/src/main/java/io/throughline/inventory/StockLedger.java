package io.throughline.inventory;

import io.throughline.runtime.EffectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Our own account of stock: every movement once, and the level that all of them come to. */
@Repository
class StockLedger {

    private static final String KNOWN = """
            select sku, level, version, sent_version
            from stock_level
            where sku = any(:skus)
            order by sku
            """;

    private static final String OPEN = """
            insert into stock_level (sku, level)
            select * from unnest(:skus, :levels)
            on conflict do nothing
            """;

    // Deliveries of one order may overlap when a lease ran out; what comes back depends on what left.
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended(:order_key, 0)) is null";

    private static final String OF_ORDER = """
            select effect_key, sku, quantity
            from movement
            where order_key = :order_key
            """;

    private static final String RECORD = """
            insert into movement (effect_key, order_key, sku, quantity, at)
            select effect_key, :order_key, sku, quantity, :at
            from unnest(:effect_keys, :skus, :quantities) as wanted (effect_key, sku, quantity)
            on conflict do nothing
            returning effect_key, sku, quantity
            """;

    // Always in the order of the names, so that two deliveries never wait for each other.
    private static final String LOCK_LEVELS = """
            select sku
            from stock_level
            where sku = any(:skus)
            order by sku
            for update
            """;

    private static final String MOVE_LEVELS = """
            update stock_level
            set level = stock_level.level + moved.quantity, version = stock_level.version + 1
            from unnest(:skus, :quantities) as moved (sku, quantity)
            where stock_level.sku = moved.sku
            """;

    private static final String SENT = """
            update stock_level
            set sent_version = greatest(stock_level.sent_version, sent.version)
            from unnest(:skus, :versions) as sent (sku, version)
            where stock_level.sku = sent.sku
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StockLedger(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Levels of those items that the ledger knows. */
    List<StockLevel> levels(Collection<String> skus) {
        return jdbc.sql(KNOWN)
                .param("skus", PgArray.of("text", skus))
                .query((row, number) -> new StockLevel(
                        row.getString("sku"),
                        row.getLong("level"),
                        row.getLong("version"),
                        row.getLong("sent_version")))
                .list();
    }

    /** Takes over levels of items that the ledger does not know; those that it knows stay. */
    void open(Map<String, Long> levels) {
        jdbc.sql(OPEN)
                .param("skus", PgArray.of("text", levels.keySet()))
                .param("levels", PgArray.of("int8", levels.values()))
                .update();
    }

    /**
     * Records what a delivery asks for, as far as it is not recorded, and moves the levels with it.
     *
     * @param decision from the order's movements so far to those that the delivery asks for
     */
    Recorded record(String orderKey, Function<Map<EffectKey, Movement>, List<Movement>> decision) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql(ONE_AT_A_TIME)
                    .param("order_key", orderKey)
                    .query(Boolean.class)
                    .single();
            List<Movement> wanted = decision.apply(movements(orderKey));
            List<Movement> news = insert(orderKey, wanted);
            move(news);
            return new Recorded(wanted, !news.isEmpty());
        }));
    }

    /** These versions reached the inventory system. */
    void sent(List<StockLevel> levels) {
        jdbc.sql(SENT)
                .param(
                        "skus",
                        PgArray.of("text", levels.stream().map(StockLevel::sku).toList()))
                .param(
                        "versions",
                        PgArray.of(
                                "int8", levels.stream().map(StockLevel::version).toList()))
                .update();
    }

    private Map<EffectKey, Movement> movements(String orderKey) {
        return jdbc.sql(OF_ORDER).param("order_key", orderKey).query(StockLedger::movement).stream()
                .collect(Collectors.toMap(Movement::key, Function.identity()));
    }

    private List<Movement> insert(String orderKey, List<Movement> wanted) {
        return jdbc.sql(RECORD)
                .param("order_key", orderKey)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param(
                        "effect_keys",
                        PgArray.of(
                                "text",
                                wanted.stream().map(each -> each.key().value()).toList()))
                .param(
                        "skus",
                        PgArray.of("text", wanted.stream().map(Movement::sku).toList()))
                .param(
                        "quantities",
                        PgArray.of(
                                "int8", wanted.stream().map(Movement::quantity).toList()))
                .query(StockLedger::movement)
                .list();
    }

    private void move(List<Movement> news) {
        Map<String, Long> bySku =
                news.stream().collect(Collectors.toMap(Movement::sku, Movement::quantity, Long::sum, TreeMap::new));
        PgArray skus = PgArray.of("text", bySku.keySet());
        jdbc.sql(LOCK_LEVELS).param("skus", skus).query(String.class).list();
        jdbc.sql(MOVE_LEVELS)
                .param("skus", skus)
                .param("quantities", PgArray.of("int8", bySku.values()))
                .update();
    }

    private static Movement movement(ResultSet row, int number) throws SQLException {
        return new Movement(new EffectKey(row.getString("effect_key")), row.getString("sku"), row.getLong("quantity"));
    }
}
