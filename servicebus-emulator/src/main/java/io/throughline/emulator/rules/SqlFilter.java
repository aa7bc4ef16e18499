package io.throughline.emulator.rules;

import java.util.Objects;

/** A condition in the SQL dialect of Service Bus. What is neither true nor false, for want of a value, is no match. */
public final class SqlFilter implements Filter {

    private final String sql;
    private final Expression condition;

    private SqlFilter(String sql, Expression condition) {
        this.sql = sql;
        this.condition = condition;
    }

    /** Throws {@link BadFilterException}, which says where, if it cannot be understood. */
    public static SqlFilter parse(String sql) {
        return new SqlFilter(sql, new Parser(sql).condition());
    }

    public String sql() {
        return sql;
    }

    @Override
    public boolean matches(Subject message) {
        return condition.evaluate(message).filter(Boolean.TRUE::equals).isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlFilter filter && sql.equals(filter.sql);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(sql);
    }

    @Override
    public String toString() {
        return sql;
    }
}
