package io.throughline.emulator.rules;

/** A condition in the SQL dialect of Service Bus. What is neither true nor false, for want of a value, is no match. */
public final class SqlFilter implements Filter {

    private final Sql sql;
    private final Expression condition;

    private SqlFilter(Sql sql, Expression condition) {
        this.sql = sql;
        this.condition = condition;
    }

    /** Throws {@link BadFilterException}, which says where, if it cannot be understood. */
    public static SqlFilter parse(Sql sql) {
        return new SqlFilter(sql, new Parser(sql).condition());
    }

    public static SqlFilter parse(String sql) {
        return parse(Sql.of(sql));
    }

    public Sql sql() {
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
        return sql.hashCode();
    }

    @Override
    public String toString() {
        return sql.text();
    }
}
