package io.throughline.inventory;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;

/** A PostgreSQL array parameter for {@code unnest(:ids)}, so that a batch of any size is one statement. */
final class PgArray implements SqlTypeValue {

    private final String type;
    private final Object[] elements;

    private PgArray(String type, Object[] elements) {
        this.type = type;
        this.elements = elements;
    }

    /** Elements of {@code uuid}, {@code text}, {@code int4}, {@code int8}, {@code bool} or {@code timestamptz}. */
    static PgArray of(String type, Collection<? extends @Nullable Object> elements) {
        return new PgArray(type, elements.toArray());
    }

    @Override
    public void setTypeValue(PreparedStatement statement, int index, int sqlType, @Nullable String typeName)
            throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf(type, elements));
    }
}
