package io.throughline.events;

/**
 * The name, topic and payload of one kind of event, declared once and referred to everywhere.
 *
 * @param name dotted, past tense, versioned: {@code order.placed.v1}
 * @param topic the Service Bus topic that carries it: {@code orders}
 * @param payload the record that holds its data
 */
public record EventType<E extends OrderEvent>(String name, String topic, Class<E> payload) {

    public EventType {
        if (!name.matches("[a-z-]+\\.[a-z-]+\\.v[0-9]+")) {
            throw new IllegalArgumentException("'" + name + "' is not <thing>.<past-participle>.v<n>");
        }
    }

    /** The name without its version: {@code order.placed}. */
    public String fact() {
        return name.substring(0, name.lastIndexOf(".v"));
    }
}
