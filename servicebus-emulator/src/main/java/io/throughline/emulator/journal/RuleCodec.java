package io.throughline.emulator.journal;

import io.throughline.emulator.amqp.message.AmqpValue;
import io.throughline.emulator.rules.BooleanFilter;
import io.throughline.emulator.rules.CorrelationFilter;
import io.throughline.emulator.rules.Filter;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.Sql;
import io.throughline.emulator.rules.SqlAction;
import io.throughline.emulator.rules.SqlFilter;
import io.throughline.emulator.rules.SystemProperty;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rules to bytes and back. */
final class RuleCodec {

    private static final int BOOLEAN = 1;
    private static final int SQL = 2;
    private static final int CORRELATION = 3;
    private static final int DECIMAL = 1;
    private static final int OTHER = 2;

    private RuleCodec() {}

    static void write(RecordWriter out, Rule rule) {
        out.text(rule.name());
        write(out, rule.action() == null ? Sql.of("") : rule.action().sql());
        switch (rule.filter()) {
            case BooleanFilter(var matching) -> out.octet(BOOLEAN).octet(matching ? 1 : 0);
            case SqlFilter sql -> write(out.octet(SQL), sql.sql());
            case CorrelationFilter correlation -> write(out.octet(CORRELATION), correlation);
        }
    }

    private static void write(RecordWriter out, CorrelationFilter filter) {
        out.number(filter.system().size());
        filter.system().forEach((name, value) -> out.text(name.name()).text(value));
        write(out, filter.properties());
    }

    private static void write(RecordWriter out, Sql sql) {
        write(out.text(sql.text()), sql.parameters());
    }

    private static void write(RecordWriter out, Map<String, Object> values) {
        out.number(values.size());
        values.forEach((name, value) -> write(out.text(name), value));
    }

    /** Decimals come from a configuration and have no place on the wire. */
    private static void write(RecordWriter out, Object value) {
        if (value instanceof BigDecimal decimal) {
            out.octet(DECIMAL).text(decimal.toString());
        } else {
            out.octet(OTHER).bytes(AmqpValue.encode(value));
        }
    }

    static Rule read(RecordReader in) {
        var name = in.text();
        var action = sql(in);
        return new Rule(name, filter(in), action.text().isEmpty() ? null : SqlAction.parse(action));
    }

    private static Sql sql(RecordReader in) {
        return new Sql(in.text(), values(in));
    }

    private static Filter filter(RecordReader in) {
        return switch (in.octet()) {
            case BOOLEAN -> new BooleanFilter(in.octet() == 1);
            case SQL -> SqlFilter.parse(sql(in));
            case CORRELATION -> correlation(in);
            default -> throw new IllegalArgumentException("No such kind of filter");
        };
    }

    private static Filter correlation(RecordReader in) {
        var system = new LinkedHashMap<SystemProperty, String>();
        for (var more = in.number(); more > 0; more--) {
            system.put(SystemProperty.valueOf(in.text()), in.text());
        }
        return new CorrelationFilter(system, values(in));
    }

    private static Map<String, Object> values(RecordReader in) {
        var values = new LinkedHashMap<String, Object>();
        for (var more = in.number(); more > 0; more--) {
            values.put(in.text(), value(in));
        }
        return values;
    }

    private static Object value(RecordReader in) {
        return switch (in.octet()) {
            case DECIMAL -> new BigDecimal(in.text());
            case OTHER -> AmqpValue.decode(in.bytes()).orElseThrow();
            default -> throw new IllegalArgumentException("No such kind of value");
        };
    }
}
