package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Refusal;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of {@code $cbs} or {@code $management}.
 *
 * @param properties application properties
 * @param body of the AMQP value, usually a map
 * @param state that came with it; names the transaction that it belongs to, if any
 */
record Request(
        Message message,
        Map<?, ?> properties,
        Object body,
        @Nullable DeliveryState state) {

    static Request of(byte[] bytes, @Nullable DeliveryState state) {
        var message = Message.Factory.create();
        try {
            message.decode(bytes, 0, bytes.length);
        } catch (RuntimeException e) {
            // What the decoder throws at garbage is not limited to a few types.
            throw new Refusal(Refusal.Reason.INVALID, "The request is not well-formed AMQP.");
        }
        Map<?, ?> properties = message.getApplicationProperties() == null
                ? Map.of()
                : message.getApplicationProperties().getValue();
        var value = message.getBody() instanceof AmqpValue body ? body.getValue() : null;
        return new Request(message, properties, value == null ? Map.of() : value, state);
    }

    String property(String name) {
        return Optional.<Object>ofNullable(properties.get(name))
                .map(Object::toString)
                .orElseThrow(() -> missing(name));
    }

    Optional<Object> field(String name) {
        return body instanceof Map<?, ?> map ? Optional.ofNullable(map.get(name)) : Optional.empty();
    }

    Optional<String> text(String name) {
        return field(name).map(Object::toString);
    }

    long number(String name) {
        return field(name)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).longValue())
                .orElseThrow(() -> missing(name));
    }

    /** The elements of an array or list, all of the type. */
    <T> List<T> all(String name, Class<T> type) {
        var found = field(name).orElseThrow(() -> missing(name));
        var elements = new ArrayList<T>();
        for (var element : found instanceof Collection<?> list ? list : elements(found)) {
            if (!type.isInstance(element)) {
                throw missing(name);
            }
            elements.add(type.cast(element));
        }
        return elements;
    }

    private static List<?> elements(Object array) {
        if (!array.getClass().isArray()) {
            return List.of(array);
        }
        var elements = new ArrayList<Object>();
        for (var i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        return elements;
    }

    /** A copy of a field's value that must be binary. */
    static byte[] bytes(@Nullable Object value, String name) {
        if (value instanceof Binary binary) {
            var copy = new byte[binary.getLength()];
            binary.asByteBuffer().get(copy);
            return copy;
        }
        throw missing(name);
    }

    static Refusal missing(String name) {
        return new Refusal(Refusal.Reason.INVALID, "The request has no usable '" + name + "'.");
    }
}
