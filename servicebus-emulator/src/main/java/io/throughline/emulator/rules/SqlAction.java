package io.throughline.emulator.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code SET} and {@code REMOVE} statements that a rule applies to its copy of a message. */
public final class SqlAction {

    /** @param value what to set; null removes */
    record Statement(Property target, @Nullable Expression value) {}

    private final Sql sql;
    private final List<Statement> statements;

    private SqlAction(Sql sql, List<Statement> statements) {
        this.sql = sql;
        this.statements = List.copyOf(statements);
    }

    /** Throws {@link BadFilterException}, which says where, if it cannot be understood. */
    public static SqlAction parse(Sql sql) {
        return new SqlAction(sql, new Parser(sql).actions());
    }

    public static SqlAction parse(String sql) {
        return parse(Sql.of(sql));
    }

    public Sql sql() {
        return sql;
    }

    /** What the statements, one after the other, make of a message. */
    public Changes on(Subject message) {
        var properties = new LinkedHashMap<String, Object>();
        var removed = new HashSet<String>();
        var system = new HashMap<SystemProperty, @Nullable Object>();
        for (var statement : statements) {
            var seen = new Changed(message, new Changes(properties, removed, system));
            var value = statement.value() == null
                    ? null
                    : statement.value().evaluate(seen).orElse(null);
            apply(statement.target(), value, new Draft(properties, removed, system));
        }
        return new Changes(properties, removed, system);
    }

    private record Draft(
            Map<String, Object> properties, HashSet<String> removed, Map<SystemProperty, @Nullable Object> system) {}

    private static void apply(Property target, @Nullable Object value, Draft draft) {
        if (target.system() != null) {
            draft.system().put(target.system(), value);
        } else if (value == null) {
            draft.properties().remove(target.name());
            draft.removed().add(target.name());
        } else {
            draft.properties().put(target.name(), value);
            draft.removed().remove(target.name());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SqlAction action && sql.equals(action.sql);
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
