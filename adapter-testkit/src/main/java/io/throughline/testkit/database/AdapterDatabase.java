package io.throughline.testkit.database;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database of an adapter that runs in this JVM. */
public final class AdapterDatabase {

    private final DataSource source;

    /** @param adapter its application context */
    public AdapterDatabase(ApplicationContext adapter) {
        this.source = adapter.getBean(DataSource.class);
    }

    /** Keeps the adapter from changing one of its tables. */
    public TableLock lock(String table) throws SQLException {
        return TableLock.take(source::getConnection, table);
    }

    /** How many events of this order are written down and not finished. */
    public int openDeliveries(String order) {
        return JdbcClient.create(source)
                .sql("select count(*) from delivery where orderkey = ?")
                .param(order)
                .query(Integer.class)
                .single();
    }
}
