package io.throughline.runtime.books;

import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.runtime.Inspector;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Journal.Owing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what events asked to be booked: every document has to be there, be it voided by somebody since, and what an
 * event took out of the books must not count any more.
 */
public final class BookInspector implements Inspector {

    private final BookKeeper keeper;
    private final Journal journal;

    public BookInspector(BookKeeper keeper, Journal journal) {
        this.keeper = keeper;
        this.journal = journal;
    }

    /** The event that asked for a document, or took it out. */
    private record Asking(String order, int sequence) {}

    @Override
    public List<DeliveryOutcome> missing(List<DeliveryOutcome> delivered) {
        Set<Asking> asking = delivered.stream().map(BookInspector::asking).collect(Collectors.toSet());
        List<Owing> owing = journal
                .owing(asking.stream().map(Asking::order).distinct().toList())
                .stream()
                .filter(one -> asking.contains(new Asking(one.order(), one.sequence())))
                .toList();
        Map<Kind, Map<String, Booked>> there = there(owing);
        Set<Asking> unkept = owing.stream()
                .filter(one ->
                        !isKept(one, there.getOrDefault(one.kind(), Map.of()).get(one.name())))
                .map(one -> new Asking(one.order(), one.sequence()))
                .collect(Collectors.toSet());
        return delivered.stream()
                .filter(outcome -> unkept.contains(asking(outcome)))
                .toList();
    }

    private static Asking asking(DeliveryOutcome outcome) {
        return new Asking(outcome.orderKey(), outcome.sequence());
    }

    private static boolean isKept(Owing owing, @Nullable Booked there) {
        return owing.withdrawn() ? there == null || there.isVoid() : there != null;
    }

    /** By kind and name, in one call for each kind. */
    private Map<Kind, Map<String, Booked>> there(List<Owing> owing) {
        Map<Kind, Set<String>> references = new HashMap<>();
        owing.forEach(one -> references
                .computeIfAbsent(one.kind(), first -> new TreeSet<>())
                .add(one.kind().isMoney() ? one.name() : one.order()));
        Map<Kind, Map<String, Booked>> there = new HashMap<>();
        references.forEach((kind, asked) -> there.put(
                kind,
                keeper.referring(kind, asked).stream()
                        .collect(Collectors.toMap(Booked::name, document -> document, (one, same) -> one))));
        return there;
    }
}
