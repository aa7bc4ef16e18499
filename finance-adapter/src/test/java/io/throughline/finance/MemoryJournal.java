package io.throughline.finance;

import io.throughline.runtime.books.Entry;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Journal;
import io.throughline.runtime.books.Posting;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The journal without a database. */
final class MemoryJournal implements Journal {

    private final Map<String, Posting> asked = new LinkedHashMap<>();

    @Override
    public void ask(List<Posting> postings) {
        postings.forEach(posting -> asked.put(posting.kind() + posting.name(), posting));
    }

    @Override
    public void withdraw(Kind kind, String name) {
        asked.remove(kind + name);
    }

    @Override
    public List<Entry> of(YearMonth month) {
        return asked.values().stream()
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
