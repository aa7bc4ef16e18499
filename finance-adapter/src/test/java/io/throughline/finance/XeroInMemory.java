package io.throughline.finance;

import io.throughline.runtime.EffectKey;
import io.throughline.runtime.books.BookKeeper;
import io.throughline.runtime.books.Booked;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Posting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Xero's arithmetic without its HTTP, for thousands of orders: a total is the sum of the lines that were sent, a number
 * is taken once, and nothing is paid beyond what is outstanding.
 */
final class XeroInMemory implements BookKeeper {

    private final XeroWords words = new XeroWords(List.of(BooksFixture.SHOP));
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, List<String>> byReference = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();

    /** A document as it was asked for, and what Xero makes of it. */
    record Row(Kind kind, Map<?, ?> body, XeroDocument document) {

        String order() {
            return document.entry(kind).order();
        }

        LocalDate day() {
            return Objects.requireNonNull((LocalDate) body.get("Date"));
        }

        List<LineItem> lines() {
            return Objects.requireNonNull((List<?>) body.get("LineItems")).stream()
                    .map(LineItem.class::cast)
                    .toList();
        }

        boolean inclusive() {
            return "Inclusive".equals(body.get("LineAmountTypes"));
        }
    }

    @Override
    public String system() {
        return "xero";
    }

    @Override
    public XeroWords words() {
        return words;
    }

    @Override
    public List<XeroDocument> create(List<Posting> postings) {
        return postings.stream().map(this::create).toList();
    }

    private XeroDocument create(Posting posting) {
        Map<?, ?> body = (Map<?, ?>) posting.body();
        Row row = new Row(posting.kind(), body, document(posting, body));
        if (rows.containsKey(name(row)) || exceeds(row)) {
            return refused(posting);
        }
        put(row);
        byReference
                .computeIfAbsent(row.document().reference(), reference -> new ArrayList<>())
                .add(name(row));
        return row.document();
    }

    private static String name(Row row) {
        return row.kind() + row.document().name();
    }

    private void put(Row row) {
        rows.put(name(row), row);
    }

    /** Pays the invoice, unless it is paid already. */
    private boolean exceeds(Row row) {
        if (row.kind() != Kind.PAYMENT) {
            return false;
        }
        Map<?, ?> of = Objects.requireNonNull((Map<?, ?>) row.body().get("Invoice"));
        Row invoice = rows.get(Kind.INVOICE + String.valueOf(of.get("InvoiceNumber")));
        if (invoice == null) {
            return true;
        }
        XeroDocument known = invoice.document();
        BigDecimal paid = known.amountPaid().add(row.document().total());
        if (paid.compareTo(known.total()) > 0) {
            return true;
        }
        put(new Row(Kind.INVOICE, invoice.body(), with(known, "AUTHORISED", paid)));
        return false;
    }

    private static XeroDocument with(XeroDocument known, String status, BigDecimal paid) {
        return new XeroDocument(
                known.id(),
                known.name(),
                known.reference(),
                status,
                known.total(),
                known.currencyCode(),
                paid,
                BigDecimal.ZERO,
                List.of());
    }

    private static XeroDocument document(Posting posting, Map<?, ?> body) {
        boolean money = posting.isMoney();
        return new XeroDocument(
                posting.name(),
                posting.name(),
                String.valueOf(body.get("Reference")),
                "AUTHORISED",
                money
                        ? Objects.requireNonNull((BigDecimal) body.get("Amount"))
                        : sum(new Row(posting.kind(), body, refused(posting))),
                money ? null : String.valueOf(body.get("CurrencyCode")),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                List.of());
    }

    private static XeroDocument refused(Posting posting) {
        return new XeroDocument(
                "",
                posting.name(),
                "",
                null,
                BigDecimal.ZERO,
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                List.of(Map.of("Message", "refused")));
    }

    private static BigDecimal sum(Row row) {
        return row.lines().stream()
                .map(line -> withTax(line, row.inclusive()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal withTax(LineItem line, boolean inclusive) {
        return inclusive ? line.lineAmount() : line.lineAmount().add(line.taxAmount());
    }

    @Override
    public List<XeroDocument> referring(Kind kind, String reference) {
        return rows(reference).stream()
                .filter(row -> row.kind() == kind && !hidden.contains(name(row)))
                .map(Row::document)
                .toList();
    }

    /** Shows one document less of so many of the orders; those that have none but void ones are passed over. */
    List<String> hide(int most, Set<String> orders, Random random) {
        List<Row> all = new ArrayList<>(rows.values());
        Collections.shuffle(all, random);
        Map<String, String> chosen = new LinkedHashMap<>();
        all.stream().filter(row -> !row.document().isVoid()).forEach(row -> {
            if (chosen.size() < most && orders.contains(row.order())) {
                chosen.putIfAbsent(row.order(), name(row));
            }
        });
        hidden.addAll(chosen.values());
        return List.copyOf(chosen.keySet());
    }

    void showAll() {
        hidden.clear();
    }

    /** Everything about an order; its payments refer to their own keys and are not among it. */
    List<Row> rows(String reference) {
        return byReference.getOrDefault(reference, List.of()).stream()
                .map(name -> Objects.requireNonNull(rows.get(name)))
                .toList();
    }

    /** Payments and payouts that begin by an order's key. */
    List<Row> money() {
        return rows.values().stream()
                .filter(row -> row.kind() == Kind.PAYMENT || row.kind() == Kind.PAYOUT)
                .toList();
    }

    @Override
    public List<XeroDocument> page(Kind kind, YearMonth month, int page) {
        return page > 1
                ? List.of()
                : rows.values().stream()
                        .filter(row -> (row.kind() == Kind.PAYOUT ? Kind.PAYMENT : row.kind()) == kind)
                        .filter(row -> YearMonth.from(row.day()).equals(month))
                        .map(Row::document)
                        .toList();
    }

    @Override
    public void voidInvoice(Booked invoice, EffectKey key) {
        Row row = Objects.requireNonNull(rows.get(Kind.INVOICE + invoice.name()));
        put(new Row(row.kind(), row.body(), with(row.document(), "VOIDED", BigDecimal.ZERO)));
    }
}
