package io.throughline.emulator.amqp;

import io.throughline.emulator.rules.BooleanFilter;
import io.throughline.emulator.rules.CorrelationFilter;
import io.throughline.emulator.rules.Filter;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.SqlFilter;
import io.throughline.emulator.rules.SystemProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.jspecify.annotations.Nullable;

/** A rule as {@code enumerate-rules} shows it. */
record DescribedRule(Rule rule) implements DescribedType {

    private static final long RULE = 0x0000_0137_0000_0004L;
    private static final long EMPTY_ACTION = 0x0000_0137_0000_0005L;
    private static final long SQL_ACTION = 0x0000_0137_0000_0006L;
    private static final long SQL_FILTER = 0x0000_0013_7000_0006L;
    private static final long TRUE_FILTER = 0x0000_0013_7000_0007L;
    private static final long FALSE_FILTER = 0x0000_0013_7000_0008L;
    private static final long CORRELATION_FILTER = 0x0000_0013_7000_0009L;
    private static final int SQL_VERSION = 20;

    private static final SystemProperty[] CORRELATION_FIELDS = {
        SystemProperty.CORRELATION_ID,
        SystemProperty.MESSAGE_ID,
        SystemProperty.TO,
        SystemProperty.REPLY_TO,
        SystemProperty.LABEL,
        SystemProperty.SESSION_ID,
        SystemProperty.REPLY_TO_SESSION_ID,
        SystemProperty.CONTENT_TYPE
    };

    private record Described(UnsignedLong descriptor, List<?> described) implements DescribedType {
        @Override
        public Object getDescriptor() {
            return descriptor;
        }

        @Override
        public Object getDescribed() {
            return described;
        }
    }

    private static Described of(long descriptor, @Nullable Object... fields) {
        return new Described(UnsignedLong.valueOf(descriptor), Arrays.asList(fields));
    }

    @Override
    public Object getDescriptor() {
        return UnsignedLong.valueOf(RULE);
    }

    @Override
    public Object getDescribed() {
        var action = rule.action() == null
                ? of(EMPTY_ACTION)
                : of(SQL_ACTION, rule.action().sql().text());
        return List.of(describe(rule.filter()), action, rule.name());
    }

    private static Described describe(Filter filter) {
        return switch (filter) {
            case SqlFilter sql -> of(SQL_FILTER, sql.sql().text(), SQL_VERSION);
            case BooleanFilter(var matching) -> of(matching ? TRUE_FILTER : FALSE_FILTER);
            case CorrelationFilter correlation -> describe(correlation);
        };
    }

    private static Described describe(CorrelationFilter filter) {
        var fields = new ArrayList<@Nullable Object>();
        for (var field : CORRELATION_FIELDS) {
            fields.add(filter.system().get(field));
        }
        fields.add(filter.properties());
        return of(CORRELATION_FILTER, fields.toArray());
    }
}
