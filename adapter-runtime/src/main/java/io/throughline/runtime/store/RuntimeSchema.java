package io.throughline.runtime.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the runtime's tables up to date when constructed, with a history apart from the adapter's own scripts. */
public final class RuntimeSchema {

    private final DataSource dataSource;

    public RuntimeSchema(DataSource dataSource) {
        this.dataSource = dataSource;
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/throughline-runtime")
                .table("throughline_runtime_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** The database in which the tables are now current. */
    public DataSource dataSource() {
        return dataSource;
    }
}
