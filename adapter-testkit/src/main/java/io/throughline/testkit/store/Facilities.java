package io.throughline.testkit.store;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.backbone.testing.DatabaseTemplate;
import io.throughline.runtime.lane.LaneProperties;
import io.throughline.runtime.lane.Lanes;
import io.throughline.runtime.stock.StockLedger;
import io.throughline.runtime.store.LaneRows;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.runtime.store.StockRows;
import java.time.Clock;
import java.time.Duration;

/** The runtime's facilities on a real database of their own, for the tests of an adapter's parts. */
public final class Facilities implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CLAIM = Duration.ofSeconds(60);

    private static final DatabaseTemplate TABLES = new DatabaseTemplate(RuntimeSchema::new);

    private final DatabaseFixture database = new DatabaseFixture(TABLES);
    private final RuntimeSchema schema = new RuntimeSchema(database.dataSource());
    private final LaneProperties lanes;

    /** @param lateArrival how long a push whose answer was lost may still be carried out */
    public Facilities(Duration lateArrival) {
        this.lanes = new LaneProperties(PATIENCE, lateArrival, 50);
    }

    /** One for all instances. */
    public StockLedger stockLedger() {
        return new StockRows(schema, Clock.systemUTC());
    }

    /** As another instance has them. */
    public Lanes lanes() {
        return new Lanes(new LaneRows(schema, lanes, CLAIM), lanes);
    }

    /** So much time passes that nothing arrives late any more of what was pushed before. */
    public void settle() {
        database.jdbc()
                .sql("update lane set settles_at = now() - interval '1 day' where settles_at is not null")
                .update();
    }

    @Override
    public void close() {
        database.close();
    }
}
