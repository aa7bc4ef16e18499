package io.throughline.runtime.exchange;

import io.throughline.runtime.exchange.Comparison.Found;
import io.throughline.runtime.exchange.EventFields.Said;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the event says of things like those that were sent: where two lines of three were, of the third. */
final class Unsent {

    private static final Pattern ELEMENT = Pattern.compile("(.*)/\\d+");

    private Unsent() {}

    /** Which field of all elements of a list: {@code /sku} of {@code /order/lines}. */
    private record Column(String list, String field) {

        static Optional<Column> of(Said said, EventFields event) {
            String object = event.object(said.path());
            Matcher element = ELEMENT.matcher(object);
            return element.matches()
                    ? Optional.of(new Column(element.group(1), said.path().substring(object.length())))
                    : Optional.empty();
        }

        Stream<String> elements(EventFields event) {
            return IntStream.range(0, event.elements(list)).mapToObj(index -> list + "/" + index);
        }
    }

    /** In the fields by which those that were sent are known. */
    static List<Said> of(List<Found> found, EventFields event) {
        Set<String> sent = found.stream()
                .filter(each -> each.origin().isFound())
                .flatMap(each -> each.origin().from().stream())
                .map(said -> event.object(said.path()))
                .collect(Collectors.toSet());
        return found.stream()
                .filter(each -> each.origin().isFound() && each.sent().isTelling())
                .map(each -> Column.of(each.origin().from().getFirst(), event))
                .flatMap(Optional::stream)
                .distinct()
                .flatMap(column -> column.elements(event)
                        .filter(element -> !sent.contains(element))
                        .flatMap(element -> event.at(element + column.field()).stream()))
                .toList();
    }
}
