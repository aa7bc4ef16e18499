package io.throughline.runtime.books;

import io.throughline.runtime.books.Entry.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A month's close: what the shops asked for against what the books have, by shop and currency, and every document that
 * differs.
 */
public record Close(List<Line> lines, List<Difference> differences) {

    /** Why a document differs. */
    public enum Cause {
        /** Asked for and not in the books, because nobody has said how orders of its shop are booked. */
        UNMAPPED,
        /** Asked for and not in the books: parked, waiting, or taken out by hand. */
        MISSING,
        /** In both, with other amounts or currencies. */
        AMOUNT,
        /** In the books more than once. */
        TWICE,
        /** In the books, and no event asked for it. */
        UNASKED
    }

    /** A document that differs. Amounts are zero where it is not there; all of it where it is there twice. */
    public record Difference(Entry entry, Cause cause, BigDecimal asked, BigDecimal booked) {}

    /** Shop and currency. */
    public record Group(String shop, String currency) {}

    /** How many documents, and what they come to, on either side. */
    public record Sum(long asked, BigDecimal askedAmount, long booked, BigDecimal bookedAmount) {}

    /** One shop's month in one currency. */
    public record Line(Group group, long orders, Map<Kind, Sum> sums) {

        /** What a kind of document comes to. */
        public Sum sum(Kind kind) {
            return sums.getOrDefault(kind, new Sum(0, BigDecimal.ZERO, 0, BigDecimal.ZERO));
        }
    }

    private record Name(Kind kind, String name) {

        static Name of(Entry entry) {
            return new Name(entry.kind(), entry.name());
        }
    }

    /**
     * Compares both sides.
     *
     * @param asked no two of one kind and name
     * @param mapped shops of which somebody has said how their orders are booked
     */
    public static Close of(Collection<Entry> asked, Collection<Entry> booked, Set<String> mapped) {
        Map<Name, Entry> wanted = asked.stream().collect(Collectors.toMap(Name::of, entry -> entry));
        List<Entry> known = booked.stream()
                .map(entry ->
                        entry.in(wanted.getOrDefault(Name.of(entry), entry).currency()))
                .toList();
        return new Close(lines(asked, known), differences(wanted, known, mapped));
    }

    private static List<Difference> differences(Map<Name, Entry> asked, List<Entry> booked, Set<String> mapped) {
        Map<Name, List<Entry>> there = booked.stream().collect(Collectors.groupingBy(Name::of));
        Set<Name> names = new LinkedHashSet<>(asked.keySet());
        names.addAll(there.keySet());
        List<Difference> found = new ArrayList<>();
        for (Name name : names) {
            List<Entry> wanted = asked.containsKey(name) ? List.of(asked.get(name)) : List.of();
            List<Entry> real = there.getOrDefault(name, List.of());
            Cause cause = cause(wanted, real, mapped);
            if (cause != null) {
                Entry about = wanted.isEmpty() ? real.getFirst() : wanted.getFirst();
                found.add(new Difference(about, cause, total(wanted), total(real)));
            }
        }
        found.sort(Comparator.comparing(
                        (Difference difference) -> difference.entry().order())
                .thenComparing(difference -> difference.entry().kind())
                .thenComparing(difference -> difference.entry().name()));
        return found;
    }

    private static @Nullable Cause cause(List<Entry> wanted, List<Entry> real, Set<String> mapped) {
        if (wanted.isEmpty()) {
            return Cause.UNASKED;
        }
        if (real.isEmpty()) {
            return mapped.contains(wanted.getFirst().shop()) ? Cause.MISSING : Cause.UNMAPPED;
        }
        if (real.size() > 1) {
            return Cause.TWICE;
        }
        Entry one = wanted.getFirst();
        Entry other = real.getFirst();
        boolean same = one.currency().equals(other.currency()) && one.amount().compareTo(other.amount()) == 0;
        return same ? null : Cause.AMOUNT;
    }

    private static List<Line> lines(Collection<Entry> asked, Collection<Entry> booked) {
        Map<Group, List<Entry>> wanted = byGroup(asked);
        Map<Group, List<Entry>> real = byGroup(booked);
        Set<Group> groups = new LinkedHashSet<>(wanted.keySet());
        groups.addAll(real.keySet());
        return groups.stream()
                .sorted(Comparator.comparing(Group::shop).thenComparing(Group::currency))
                .map(group -> line(group, wanted.getOrDefault(group, List.of()), real.getOrDefault(group, List.of())))
                .toList();
    }

    private static Map<Group, List<Entry>> byGroup(Collection<Entry> entries) {
        return entries.stream().collect(Collectors.groupingBy(entry -> new Group(entry.shop(), entry.currency())));
    }

    private static Line line(Group group, List<Entry> asked, List<Entry> booked) {
        Map<Kind, Sum> sums = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            List<Entry> wanted =
                    asked.stream().filter(entry -> entry.kind() == kind).toList();
            List<Entry> real =
                    booked.stream().filter(entry -> entry.kind() == kind).toList();
            sums.put(kind, new Sum(wanted.size(), total(wanted), real.size(), total(real)));
        }
        return new Line(group, asked.stream().map(Entry::order).distinct().count(), sums);
    }

    private static BigDecimal total(List<Entry> entries) {
        return entries.stream().map(Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
