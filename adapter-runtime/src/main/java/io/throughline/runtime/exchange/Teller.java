package io.throughline.runtime.exchange;

import io.throughline.backbone.json.Json;
import io.throughline.events.outcome.EventField;
import io.throughline.events.outcome.SentField;
import io.throughline.runtime.exchange.Comparison.Found;
import io.throughline.runtime.exchange.EventFields.Said;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts into words what was found, without personal data and as long as there is room. */
final class Teller {

    /** As JSON: a burst of ten thousand reports stays a table of a few dozen megabytes. */
    static final int MOST_BYTES = 16 * 1024;

    /** Characters of a value or a path: a street line or a SKU several times over. */
    static final int LONGEST = 200;

    private final Masking masking;
    private final Set<String> personal;
    private int bytes;

    Teller(EventFields event, Masking masking) {
        this.masking = masking;
        this.personal = event.all().stream()
                .filter(Said::personal)
                .map(said -> folded(said.leaf()))
                .collect(Collectors.toSet());
    }

    SentField told(Found found) {
        Origin origin = found.origin();
        Leaf sent = found.sent();
        // What is one of the event's personal values is hidden, however short and whatever its field is called.
        boolean hidden = masking.isCalledPersonal(sent.path())
                || origin.isPersonal()
                || (sent.quoted() && personal.contains(folded(sent)));
        return new SentField(
                shown(sent.path()),
                hidden ? Masking.MASK : shown(sent.text()),
                origin.match(),
                origin.from().stream().map(said -> shown(said.path())).toList(),
                said(origin));
    }

    private @Nullable String said(Origin origin) {
        return origin.from().isEmpty() || origin.match().equals(Origin.SAME)
                ? null
                : value(origin.from().getFirst());
    }

    EventField told(Said unsent) {
        return new EventField(shown(unsent.path()), value(unsent));
    }

    private String value(Said said) {
        return said.personal() ? Masking.MASK : shown(said.told());
    }

    /** Names may be data too: an address book by e-mail address. */
    private String shown(String text) {
        return Masking.cut(masking.mask(text).replace("\u0000", ""), LONGEST);
    }

    /** Takes the room. */
    boolean hasRoomFor(Object field) {
        bytes += Json.mapper().writeValueAsBytes(field).length + 1;
        return bytes <= MOST_BYTES;
    }

    private static String folded(Leaf leaf) {
        return leaf.text().strip().toLowerCase(Locale.ROOT);
    }
}
