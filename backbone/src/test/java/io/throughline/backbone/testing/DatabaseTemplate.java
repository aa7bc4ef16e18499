package io.throughline.backbone.testing;

import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tables that many tests begin with: made once in this JVM and copied, as migrating anew costs them most of their time. */
public final class DatabaseTemplate {

    private final Consumer<DataSource> migration;
    private @Nullable TestDatabase made;

    /** The tables of a service, from the scripts of its module. */
    public static DatabaseTemplate ofService() {
        return new DatabaseTemplate(
                database -> Flyway.configure().dataSource(database).load().migrate());
    }

    /** @param migration makes the tables, and leaves no connection open */
    public DatabaseTemplate(Consumer<DataSource> migration) {
        this.migration = migration;
    }

    /** A database of its own with these tables. */
    public synchronized TestDatabase copy() {
        TestDatabase original = made;
        if (original == null) {
            original = TestDatabase.create();
            migration.accept(new DriverManagerDataSource(original.url()));
            made = original;
        }
        return TestDatabase.copyOf(original);
    }
}
