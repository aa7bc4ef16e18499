package io.throughline.emulator.amqp.message;

import io.throughline.emulator.rules.Changes;
import io.throughline.emulator.rules.SystemProperty;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/** Puts what filters and receivers change into the terms of the wire. */
final class PropertyChanges {

    private PropertyChanges() {}

    static Slice apply(Properties properties, Changes changes) {
        changes.system().forEach((name, value) -> set(properties, name, value == null ? null : value.toString()));
        return Slice.of(Codec.encode(properties));
    }

    @SuppressWarnings("NullAway") // proton's setters take null for absent
    private static void set(Properties properties, SystemProperty name, @Nullable String value) {
        switch (name) {
            case CONTENT_TYPE -> properties.setContentType(value == null ? null : Symbol.valueOf(value));
            case CORRELATION_ID -> properties.setCorrelationId(value);
            case LABEL -> properties.setSubject(value);
            case MESSAGE_ID -> properties.setMessageId(value);
            case REPLY_TO -> properties.setReplyTo(value);
            case REPLY_TO_SESSION_ID -> properties.setReplyToGroupId(value);
            case SESSION_ID -> properties.setGroupId(value);
            case TO -> properties.setTo(value);
        }
    }

    static Map<String, Object> wire(Map<String, Object> properties) {
        var wire = new LinkedHashMap<String, Object>();
        properties.forEach(
                (name, value) -> wire.put(name, value instanceof BigDecimal number ? narrow(number) : value));
        return wire;
    }

    /** Filters compute with decimals, for which the clients have no type. */
    private static Object narrow(BigDecimal number) {
        var whole = number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return whole ? (Object) number.longValue() : (Object) number.doubleValue();
    }
}
