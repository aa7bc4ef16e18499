package io.throughline.events.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a request, and where in the event its value stands.
 *
 * @param path a JSON pointer into the request's body: {@code /products/0/reference_id}
 * @param match open set. The event's value: {@code same}, or the same written otherwise, a {@code number} (2.0 for
 *     "2"), {@code money} (19.99 for 1999 minor units), a {@code date} (of an instant), or made of it
 *     ({@code contains}). Not the event's value: equal but for {@code case} and blanks; {@code differs} from the field
 *     of that name; {@code none}: not in the event, so the integration's mapping or configuration made it
 * @param from JSON pointers into the event's data, those of {@code match}; at most three, most likely first
 * @param told what the event says at the first of them, unless it is the same
 */
public record SentField(
        String path,
        String value,
        String match,
        List<String> from,
        @Nullable String told) {

    public SentField {
        from = List.copyOf(from);
    }
}
