package io.throughline.runtime.books;

import io.throughline.runtime.EffectKey;
import io.throughline.runtime.books.Entry.Kind;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The calls to a system that keeps books. */
public interface BookKeeper {

    /** No month is longer. */
    int MOST_PAGES = 10_000;

    /** First word of the codes of failures there: {@code xero}. */
    String system();

    /** How it says what is booked. */
    Words words();

    /** Takes an invoice out of the books on which nothing was paid or credited. */
    void voidInvoice(Booked invoice, EffectKey key);

    /**
     * Makes documents of one kind.
     *
     * @return one for each, in their order; some may be refused while others are made
     */
    List<? extends Booked> create(List<Posting> postings);

    /**
     * Documents of one kind, those that count for nothing any more included.
     *
     * @param reference an order key; of a payment or payout its effect key
     */
    List<? extends Booked> referring(Kind kind, String reference);

    /** As {@link #referring(Kind, String)}, of several at once; in one call where the system can be asked so. */
    default List<? extends Booked> referring(Kind kind, Collection<String> references) {
        return references.stream()
                .flatMap(reference -> referring(kind, reference).stream())
                .toList();
    }

    /** What may be it. */
    default List<? extends Booked> like(Posting posting) {
        return referring(posting.kind(), posting.isMoney() ? posting.name() : posting.order());
    }

    /** What stands of an order. */
    default Account account(String order) {
        return new Account(referring(Kind.INVOICE, order), referring(Kind.CREDIT_NOTE, order));
    }

    /**
     * What the books of a month hold, page by page: documents that count for nothing any more, and such as are about
     * no order, may be among it.
     *
     * @param kind invoices, credit notes, or payments with the payouts
     * @param page from 1
     * @return nothing after the last page
     */
    List<? extends Booked> page(Kind kind, YearMonth month, int page);

    /** What stands in the books of a month and is about an order. */
    default List<Entry> month(YearMonth month) {
        return Stream.of(Kind.INVOICE, Kind.CREDIT_NOTE, Kind.PAYMENT)
                .flatMap(kind -> IntStream.rangeClosed(1, MOST_PAGES)
                        .mapToObj(page -> page(kind, month, page))
                        .takeWhile(found -> !found.isEmpty())
                        .flatMap(found -> found.stream()
                                .filter(document -> !document.isVoid())
                                .map(document -> document.entry(kind))))
                .filter(Entry::isOfAnOrder)
                .toList();
    }
}
