package io.throughline.runtime.store;

import io.throughline.backbone.database.PgArray;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.stock.Booking;
import io.throughline.runtime.stock.Movement;
import io.throughline.runtime.stock.StockLedger;
import io.throughline.runtime.stock.StockLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The stock ledger in the adapter's database. */
public final class StockRows implements StockLedger {

    private static final String KNOWN = """
            select sku, level, version from stock_level where sku = any(:skus) order by sku
            """;

    private static final String OPEN = """
            insert into stock_level (sku, level)
            select * from unnest(:skus, :levels)
            order by 1
            on conflict do nothing
            """;

    // Deliveries of one order may overlap when a lease ran out; what comes back depends on what left.
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended(:order_key, 0)) is null";

    private static final String OF_ORDER = """
            select effect_key, sku, quantity from movement where order_key = :order_key
            """;

    private static final String MOVED_BY = """
            select order_key, sku, sum(quantity)::bigint as quantity from movement where order_key = any(:order_keys)
            group by order_key, sku
            """;

    private static final String BOOK = """
            insert into movement (effect_key, order_key, sku, quantity, at)
            select effect_key, :order_key, sku, quantity, :at
            from unnest(:effect_keys, :skus, :quantities) as wanted (effect_key, sku, quantity)
            on conflict do nothing
            returning effect_key, sku, quantity
            """;

    // Always in the order of the names, so that two deliveries never wait for each other.
    private static final String LOCK_LEVELS = """
            select sku from stock_level where sku = any(:skus) order by sku for update
            """;

    private static final String MOVE_LEVELS = """
            update stock_level
            set level = stock_level.level + moved.quantity, version = stock_level.version + 1
            from unnest(:skus, :quantities) as moved (sku, quantity)
            where stock_level.sku = moved.sku
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public StockRows(RuntimeSchema schema, Clock clock) {
        this.jdbc = JdbcClient.create(schema.dataSource());
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(schema.dataSource()));
        this.clock = clock;
    }

    @Override
    public List<StockLevel> levels(Collection<String> skus) {
        return jdbc.sql(KNOWN)
                .param("skus", PgArray.of("text", skus))
                .query((row, number) ->
                        new StockLevel(row.getString("sku"), row.getLong("level"), row.getLong("version")))
                .list();
    }

    @Override
    public Map<String, Map<String, Long>> movedBy(Collection<String> orderKeys) {
        Map<String, Map<String, Long>> moved = new HashMap<>();
        jdbc.sql(MOVED_BY).param("order_keys", PgArray.of("text", orderKeys)).query((ResultSet row) -> {
            moved.computeIfAbsent(row.getString("order_key"), first -> new HashMap<>())
                    .put(row.getString("sku"), row.getLong("quantity"));
        });
        return moved;
    }

    @Override
    public void open(Map<String, Long> levels) {
        jdbc.sql(OPEN)
                .param("skus", PgArray.of("text", levels.keySet()))
                .param("levels", PgArray.of("int8", levels.values()))
                .update();
    }

    @Override
    public Booking book(String orderKey, Function<Map<EffectKey, Movement>, List<Movement>> decision) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql(ONE_AT_A_TIME)
                    .param("order_key", orderKey)
                    .query(Boolean.class)
                    .single();
            List<Movement> wanted = decision.apply(movements(orderKey));
            List<Movement> news = insert(orderKey, wanted);
            move(news);
            return new Booking(wanted, !news.isEmpty(), versions(wanted));
        }));
    }

    private Map<EffectKey, Movement> movements(String orderKey) {
        return jdbc.sql(OF_ORDER).param("order_key", orderKey).query(StockRows::movement).list().stream()
                .collect(Collectors.toMap(Movement::key, Function.identity()));
    }

    private List<Movement> insert(String orderKey, List<Movement> wanted) {
        return jdbc.sql(BOOK)
                .param("order_key", orderKey)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("effect_keys", texts(wanted, movement -> movement.key().value()))
                .param("skus", texts(wanted, Movement::sku))
                .param(
                        "quantities",
                        PgArray.of(
                                "int8", wanted.stream().map(Movement::quantity).toList()))
                .query(StockRows::movement)
                .list();
    }

    private void move(List<Movement> news) {
        Map<String, Long> bySku =
                news.stream().collect(Collectors.toMap(Movement::sku, Movement::quantity, Long::sum, TreeMap::new));
        PgArray skus = PgArray.of("text", bySku.keySet());
        int opened =
                jdbc.sql(LOCK_LEVELS).param("skus", skus).query().listOfRows().size();
        if (opened < bySku.size()) {
            throw new IllegalStateException("Not all of these items were opened: " + bySku.keySet());
        }
        jdbc.sql(MOVE_LEVELS)
                .param("skus", skus)
                .param("quantities", PgArray.of("int8", bySku.values()))
                .update();
    }

    private Map<String, Long> versions(List<Movement> movements) {
        return levels(movements.stream().map(Movement::sku).distinct().toList()).stream()
                .collect(Collectors.toMap(StockLevel::sku, StockLevel::version));
    }

    private static PgArray texts(List<Movement> movements, Function<Movement, String> text) {
        return PgArray.of("text", movements.stream().map(text).toList());
    }

    private static Movement movement(ResultSet row, int number) throws SQLException {
        return new Movement(new EffectKey(row.getString("effect_key")), row.getString("sku"), row.getLong("quantity"));
    }
}
