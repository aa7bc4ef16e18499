package io.throughline.finance;

import io.throughline.runtime.books.Entry;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Held;
import io.throughline.runtime.books.Journal;
import io.throughline.runtime.books.Posting;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The journal without a database; nobody edits or sends again here. */
final class MemoryJournal implements Journal {

    private final Map<String, Map<String, Row>> asked = new LinkedHashMap<>();
    private final Map<String, String> orders = new HashMap<>();

    private record Row(Asked asked, int withdrawnBy) {

        static final int STANDS = Integer.MAX_VALUE;

        Posting posting() {
            return asked.posting();
        }

        boolean isWithdrawn() {
            return withdrawnBy != STANDS;
        }
    }

    @Override
    public void ask(List<Asked> all) {
        for (Asked one : all) {
            Posting posting = one.posting();
            orders.put(posting.kind() + posting.name(), posting.order());
            asked.computeIfAbsent(posting.order(), order -> new LinkedHashMap<>())
                    .put(posting.kind() + posting.name(), new Row(one, Row.STANDS));
        }
    }

    @Override
    public void replace(Asked asked) {}

    @Override
    public void withdraw(Kind kind, String name, int sequence) {
        String order = orders.getOrDefault(kind + name, "");
        asked.getOrDefault(order, Map.of())
                .computeIfPresent(kind + name, (same, row) -> new Row(row.asked(), sequence));
    }

    @Override
    public List<Held> heldBefore(int sequence, String order) {
        return asked.getOrDefault(order, Map.of()).values().stream()
                .filter(row -> row.asked().sequence() < sequence && row.withdrawnBy() >= sequence)
                .map(Row::posting)
                .map(posting -> new Held(posting.kind(), posting.name(), posting.total(), posting.parts()))
                .toList();
    }

    @Override
    public List<Owing> owing(Collection<String> keys) {
        return keys.stream()
                .flatMap(order -> asked.getOrDefault(order, Map.of()).values().stream())
                .map(row -> new Owing(
                        row.posting().kind(),
                        row.posting().name(),
                        row.posting().order(),
                        row.isWithdrawn() ? row.withdrawnBy() : row.asked().sequence(),
                        row.isWithdrawn()))
                .toList();
    }

    @Override
    public List<Entry> of(YearMonth month) {
        return asked.values().stream()
                .flatMap(rows -> rows.values().stream())
                .filter(row -> !row.isWithdrawn())
                .map(Row::posting)
                .filter(posting -> YearMonth.from(posting.day()).equals(month))
                .map(posting -> new Entry(
                        posting.kind(),
                        posting.name(),
                        posting.order(),
                        posting.total().currency(),
                        posting.total().toDecimal()))
                .toList();
    }
}
