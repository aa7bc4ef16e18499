package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.RefundSettlement;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.order.Refund;
import io.throughline.finance.Documents.Moved;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.books.Close;
import io.throughline.runtime.books.Close.Cause;
import io.throughline.runtime.books.Close.Difference;
import io.throughline.runtime.books.CloseCsv;
import io.throughline.runtime.books.Entry;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Paid;
import io.throughline.runtime.books.Posting;
import io.throughline.runtime.books.RefundCharges;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ten thousand random orders, booked as the adapter books them, against what their shops say they come to. */
class CloseTest {

    private static final int ORDERS = 10_000;
    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final List<Order> SOLD = sold();

    private static final List<Posting> POSTINGS =
            SOLD.stream().flatMap(CloseTest::postings).toList();

    private static List<Order> sold() {
        Random random = new Random(20261126);
        return IntStream.range(0, ORDERS)
                .mapToObj(number -> RandomOrders.order(random, number))
                .toList();
    }

    private static Stream<Posting> postings(Order order) {
        Documents documents = new Documents(order, BooksFixture.SHOP);
        List<Posting> all = new ArrayList<>(List.of(documents.invoice(key(order, "invoice"))));
        for (Paid paid : Paid.allOf(order)) {
            Moved in = new Moved(
                    Kind.PAYMENT, order.orderKey(), order.createdAt(), BooksFixture.SHOP.account(paid), paid.amount());
            all.add(documents.payment(in, key(order, "payment/" + paid.means())));
        }
        for (Refund refund : order.refunds()) {
            RefundCharges charges = new RefundCharges(order);
            String document =
                    RefundCharges.document(new RefundSettlement(refund.refundId(), none(order), refund.settled()));
            all.add(documents.creditNote(
                    key(order, "credit-note/" + document),
                    refund.createdAt(),
                    charges.of(refund.refundId(), refund.settled()),
                    refund.settled()));
        }
        Money left = order.refunds().stream()
                .map(Refund::settled)
                .reduce(order.totals().total(), Money::minus);
        if (order.status().isEnded() && left.minor() > 0) {
            all.add(documents.creditNote(
                    key(order, "cancellation"), order.createdAt(), new RefundCharges(order).rest(left), left));
        }
        return all.stream();
    }

    private static EffectKey key(Order order, String rest) {
        return new EffectKey(order.orderKey() + "/" + rest);
    }

    private static Money none(Order order) {
        return Money.zero(order.currency());
    }

    /** What Xero makes of a request: the sum of its lines, not what was asked for. */
    private static Entry booked(Posting posting) {
        Map<?, ?> body = (Map<?, ?>) posting.body();
        BigDecimal amount = posting.isMoney()
                ? Objects.requireNonNull((BigDecimal) body.get("Amount"))
                : lines(body, "Inclusive".equals(body.get("LineAmountTypes")));
        return new Entry(posting.kind(), posting.name(), posting.order(), currency(posting, body), amount);
    }

    private static String currency(Posting posting, Map<?, ?> body) {
        return posting.isMoney() ? "" : String.valueOf(body.get("CurrencyCode"));
    }

    private static BigDecimal lines(Map<?, ?> body, boolean inclusive) {
        return Objects.requireNonNull((List<?>) body.get("LineItems")).stream()
                .map(LineItem.class::cast)
                .map(line -> inclusive ? line.lineAmount() : line.lineAmount().add(line.taxAmount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Entry> asked() {
        MemoryJournal journal = new MemoryJournal();
        journal.ask(POSTINGS);
        return journal.of(MONTH);
    }

    private List<Entry> booked() {
        return POSTINGS.stream().map(CloseTest::booked).collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void theBooksEqualTheShopsToTheCent() {
        Close close = Close.of(asked(), booked());

        assertThat(close.differences()).isEmpty();
        Map<String, BigDecimal> totals = new TreeMap<>();
        Map<String, BigDecimal> invoiced = new TreeMap<>();
        Map<String, BigDecimal> paid = new TreeMap<>();
        SOLD.forEach(
                order -> totals.merge(order.currency(), order.totals().total().toDecimal(), BigDecimal::add));
        close.lines().forEach(line -> {
            invoiced.put(line.group().currency(), line.sum(Kind.INVOICE).bookedAmount());
            paid.put(line.group().currency(), line.sum(Kind.PAYMENT).bookedAmount());
        });
        assertThat(totals).hasSize(4);
        assertThat(invoiced).isEqualTo(totals);
        assertThat(paid).isEqualTo(totals);
    }

    @Test
    void aCancelledOrderIsCreditedWhole() {
        Map<String, BigDecimal> credited = booked().stream()
                .filter(entry -> entry.kind() == Kind.CREDIT_NOTE)
                .collect(Collectors.toMap(Entry::order, Entry::amount, BigDecimal::add));

        assertThat(SOLD.stream().filter(order -> order.status().isEnded()))
                .hasSizeGreaterThan(1_000)
                .allSatisfy(order -> assertThat(credited.getOrDefault(order.orderKey(), BigDecimal.ZERO))
                        .isEqualByComparingTo(order.totals().total().toDecimal()));
    }

    @Test
    void aGiftCardIsRedeemedFromItsLiability() {
        Map<String, BigDecimal> redeemed = POSTINGS.stream()
                .filter(posting -> posting.name().endsWith("/payment/gift-card"))
                .filter(posting -> Map.of("Code", "830").equals(((Map<?, ?>) posting.body()).get("Account")))
                .collect(Collectors.toMap(
                        Posting::order, posting -> posting.total().toDecimal()));

        assertThat(SOLD.stream()
                        .filter(order -> order.tenders().stream()
                                .anyMatch(tender -> tender.kind().equals("gift-card"))))
                .hasSizeGreaterThan(1_000)
                .allSatisfy(order -> assertThat(redeemed.get(order.orderKey()))
                        .isEqualByComparingTo(
                                Objects.requireNonNull(order.tenders().getLast().amount())
                                        .toDecimal()));
    }

    @Test
    void everySeededDiscrepancyIsReportedByItsOrderAndNoOther() {
        List<Entry> asked = asked();
        List<Entry> books = booked();
        List<Cause> causes = List.of(Cause.values());
        Map<String, Cause> seeded = new TreeMap<>();
        Random random = new Random(7);
        for (int place = books.size() - 1; place >= 0; place -= 400 + random.nextInt(50)) {
            Entry one = books.get(place);
            Cause cause = causes.get(random.nextInt(causes.size()));
            if (seeded.putIfAbsent(one.order(), cause) == null) {
                spoil(books, place, cause);
            }
        }

        Close close = Close.of(asked, books);

        assertThat(seeded.values()).contains(Cause.values()).hasSizeGreaterThan(40);
        assertThat(close.differences())
                .hasSameSizeAs(seeded.keySet())
                .allSatisfy(difference -> assertThat(difference.cause())
                        .isEqualTo(seeded.get(difference.entry().order())));
    }

    private static void spoil(List<Entry> books, int place, Cause cause) {
        Entry one = books.get(place);
        switch (cause) {
            case MISSING -> books.remove(place);
            case TWICE -> books.add(one);
            case AMOUNT ->
                books.set(
                        place,
                        new Entry(
                                one.kind(),
                                one.name(),
                                one.order(),
                                one.currency(),
                                one.amount().add(new BigDecimal("0.01"))));
            case UNASKED ->
                books.add(new Entry(Kind.CREDIT_NOTE, one.order() + "/by-hand", one.order(), "EUR", BigDecimal.TEN));
        }
    }

    @Test
    void aSpreadsheetOpensIt() {
        List<Entry> asked = List.of(
                new Entry(Kind.INVOICE, "shopify:demo-shop:1", "shopify:demo-shop:1", "EUR", new BigDecimal("24.89")),
                new Entry(
                        Kind.PAYMENT,
                        "shopify:demo-shop:1/payment/card",
                        "shopify:demo-shop:1",
                        "EUR",
                        BigDecimal.TWO));
        List<Entry> booked = List.of(
                new Entry(Kind.INVOICE, "shopify:demo-shop:1", "shopify:demo-shop:1", "EUR", new BigDecimal("24.90")),
                new Entry(Kind.INVOICE, "=1+1,\"x\"", "shopify:demo-shop:2", "EUR", BigDecimal.ONE));

        Close close = Close.of(asked, booked);

        assertThat(CloseCsv.summary(MONTH, close).lines())
                .containsExactly(
                        "shop,currency,month,orders,invoice_shop,invoice_books,invoice_amount_shop,invoice_amount_books,"
                                + "credit_note_shop,credit_note_books,credit_note_amount_shop,credit_note_amount_books,"
                                + "payment_shop,payment_books,payment_amount_shop,payment_amount_books,"
                                + "payout_shop,payout_books,payout_amount_shop,payout_amount_books,"
                                + "differences_missing,differences_amount,differences_twice,differences_unasked",
                        "shopify:demo-shop,EUR,2026-11,1,1,2,24.89,25.90,0,0,0,0,1,0,2,0,0,0,0,0,1,1,0,1");
        assertThat(CloseCsv.differences(MONTH, close).lines().skip(1))
                .containsExactly(
                        "shopify:demo-shop:1,EUR,2026-11,invoice,shopify:demo-shop:1,amount,24.89,24.90",
                        "shopify:demo-shop:1,EUR,2026-11,payment,shopify:demo-shop:1/payment/card,missing,2,0",
                        "shopify:demo-shop:2,EUR,2026-11,invoice,\"'=1+1,\"\"x\"\"\",unasked,0,1");
    }

    @Test
    void sortsDifferencesByOrder() {
        Close close = Close.of(asked(), List.of());

        assertThat(close.differences())
                .extracting(Difference::entry)
                .extracting(Entry::order)
                .isSorted();
    }
}
