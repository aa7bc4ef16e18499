package io.throughline.emulator.amqp.message;

import io.throughline.emulator.core.Passage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;

/** How a message came through other entities, as annotations of the message itself. */
final class Passages {

    /** Our own, which no client gets to see. */
    static final String HOPS = "x-throughline-hops";

    private static final Symbol HOPS_KEY = Symbol.valueOf(HOPS);
    private static final Symbol SEQUENCE = Symbol.valueOf("x-opt-enqueue-sequence-number");
    private static final Symbol DEAD_LETTER_SOURCE = Symbol.valueOf("x-opt-deadletter-source");

    private Passages() {}

    static Optional<Passage> of(Map<?, ?> annotations) {
        var source = annotations.get(DEAD_LETTER_SOURCE) instanceof String text ? text : null;
        return annotations.get(HOPS_KEY) instanceof Integer hops && annotations.get(SEQUENCE) instanceof Long sequence
                ? Optional.of(new Passage(hops, sequence, source))
                : Optional.empty();
    }

    /** A source that is not said anew stays as it is. */
    static Map<Symbol, Object> annotations(Passage passage) {
        var annotations = new LinkedHashMap<Symbol, Object>();
        annotations.put(HOPS_KEY, passage.hops());
        annotations.put(SEQUENCE, passage.sequence());
        if (passage.deadLetterSource() != null) {
            annotations.put(DEAD_LETTER_SOURCE, passage.deadLetterSource());
        }
        return annotations;
    }
}
