package io.throughline.events.outcome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the attempt that parked a delivery sent last, beside the event it acted on, and what came back. Bounded, and
 * without personal data: {@code ***} stands in its place.
 *
 * @param request method and path, without a query: {@code POST /2026-01/order}; absent when nothing was sent
 * @param fields of the request's body, first those that are not the event's; empty when there was no body, or it was
 *     not compared
 * @param omitted how many more fields the body has
 * @param unsent what the event says of things like those that were sent: a line of the order without its product
 * @param body the beginning of a body that was not compared
 * @param uncompared why: open set, {@code not-json}, {@code too-large}, {@code shared} by several events none of whose
 *     parts is known
 * @param status of the answer; absent when none came
 * @param answer the beginning of its body
 */
public record Exchange(
        @Nullable String request,
        List<SentField> fields,
        int omitted,
        List<EventField> unsent,
        @Nullable String body,
        @Nullable String uncompared,
        @Nullable Integer status,
        @Nullable String answer) {

    public Exchange {
        fields = List.copyOf(fields);
        unsent = List.copyOf(unsent);
    }
}
