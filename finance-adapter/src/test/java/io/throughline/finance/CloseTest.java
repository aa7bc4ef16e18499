package io.throughline.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.events.EventEnvelope;
import io.throughline.events.order.Money;
import io.throughline.events.order.Order;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Result;
import io.throughline.finance.XeroInMemory.Row;
import io.throughline.runtime.books.BookInspector;
import io.throughline.runtime.books.Close;
import io.throughline.runtime.books.Close.Cause;
import io.throughline.runtime.books.Close.Difference;
import io.throughline.runtime.books.CloseCsv;
import io.throughline.runtime.books.Entry;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.OrderCharges;
import io.throughline.testkit.Outcomes;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ten thousand random orders with what they went through, booked by the adapter, against what their shops say. */
class CloseTest {

    private static final int ORDERS = 10_000;
    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final Set<String> MAPPED = Set.of("shopify:demo-shop");

    private static final XeroInMemory XERO = new XeroInMemory();
    private static final BooksFixture FIXTURE = new BooksFixture(XERO);
    private static final List<RandomLife> LIVES = lives();
    private static final List<DeliveryOutcome> DELIVERED = new ArrayList<>();

    private static List<RandomLife> lives() {
        Random random = new Random(20261126);
        return IntStream.range(0, ORDERS)
                .mapToObj(number -> RandomLife.of(random, 100_000 + number))
                .toList();
    }

    /** Some events come twice, some of these after others. */
    @BeforeAll
    static void book() {
        Random random = new Random(11);
        for (RandomLife life : LIVES) {
            for (EventEnvelope<?> event : life.events()) {
                DELIVERED.add(Outcomes.of(event, FIXTURE.handle(event, BooksFixture.first(event))));
                if (random.nextInt(10) == 0) {
                    FIXTURE.handle(event, BooksFixture.repeated(event));
                }
            }
        }
    }

    @AfterAll
    static void stop() {
        FIXTURE.xero.close();
    }

    private static List<Entry> asked() {
        return FIXTURE.journal.of(MONTH);
    }

    private static List<Entry> booked() {
        return new ArrayList<>(XERO.month(MONTH));
    }

    private static BigDecimal sum(String order, Kind kind) {
        return XERO.referring(kind, order).stream()
                .filter(document -> !document.isVoid())
                .map(XeroDocument::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void theBooksHoldNothingButWhatWasAskedForAndAllOfIt() {
        Close close = Close.of(asked(), booked(), MAPPED);

        assertThat(close.differences()).isEmpty();
        assertThat(close.lines()).hasSize(4);
    }

    @Test
    void anInspectionMissesWhatIsGoneAndNothingElse() {
        assertThat(missing()).isEmpty();

        Set<String> orders = DELIVERED.stream().map(DeliveryOutcome::orderKey).collect(Collectors.toSet());
        List<String> gone = XERO.hide(50, orders, new Random(7));

        assertThat(gone).hasSize(50);
        try {
            assertThat(missing()).extracting(DeliveryOutcome::orderKey).containsExactlyInAnyOrderElementsOf(gone);
        } finally {
            XERO.showAll();
        }
    }

    /** As it is asked at the running system: some at a time. */
    private static List<DeliveryOutcome> missing() {
        BookInspector inspector = new BookInspector(XERO, FIXTURE.journal);
        List<DeliveryOutcome> delivered = DELIVERED.stream()
                .filter(outcome -> outcome.result() == Result.DELIVERED)
                .toList();
        return IntStream.iterate(0, from -> from < delivered.size(), from -> from + 20)
                .mapToObj(from -> delivered.subList(from, Math.min(delivered.size(), from + 20)))
                .flatMap(part -> inspector.missing(part).stream())
                .toList();
    }

    @Test
    void whatIsInvoicedLessWhatIsCreditedIsWhatAnOrderComesToAfterAllItsEdits() {
        assertThat(LIVES.stream().filter(RandomLife::isEdited)).hasSizeGreaterThan(5_000);
        assertThat(LIVES).allSatisfy(life -> {
            Order order = life.last();
            Money due = life.isCancelled()
                    ? Money.zero(order.currency())
                    : order.totals().total().minus(life.settled());
            assertThat(sum(order.orderKey(), Kind.INVOICE).subtract(sum(order.orderKey(), Kind.CREDIT_NOTE)))
                    .as(order.orderKey())
                    .isEqualByComparingTo(due.toDecimal());
        });
    }

    @Test
    void everyAccountAndTaxHoldsWhatTheEditedOrderSays() {
        assertThat(LIVES.stream().filter(life -> life.last().refunds().isEmpty() && !life.isCancelled()))
                .hasSizeGreaterThan(3_000)
                .allSatisfy(life -> {
                    Order order = life.last();
                    Map<String, BigDecimal> said = new TreeMap<>();
                    OrderCharges.of(order).stream()
                            .map(charge -> LineItem.of(charge, BooksFixture.SHOP))
                            .forEach(line -> add(said, line, order.taxIncluded(), BigDecimal.ONE));
                    Map<String, BigDecimal> held = new TreeMap<>();
                    XERO.rows(order.orderKey())
                            .forEach(row -> row.lines().forEach(line -> add(held, line, row.inclusive(), sign(row))));
                    assertThat(held).as(order.orderKey()).isEqualTo(said);
                });
    }

    private static BigDecimal sign(Row row) {
        return row.kind() == Kind.CREDIT_NOTE ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    }

    private static void add(Map<String, BigDecimal> sums, LineItem line, boolean inclusive, BigDecimal sign) {
        String account = line.accountCode() + " " + line.taxType();
        merge(sums, account, XeroInMemory.withTax(line, inclusive).multiply(sign));
        merge(sums, account + " tax", line.taxAmount().multiply(sign));
    }

    private static void merge(Map<String, BigDecimal> sums, String name, BigDecimal amount) {
        BigDecimal sum = sums.getOrDefault(name, BigDecimal.ZERO).add(amount);
        if (sum.signum() == 0) {
            sums.remove(name);
        } else {
            sums.put(name, sum);
        }
    }

    @Test
    void whatWasPaidIsPaidOnceHoweverOftenTheOrderWasEdited() {
        Map<String, BigDecimal> paid = XERO.money().stream()
                .filter(row -> row.kind() == Kind.PAYMENT)
                .collect(Collectors.toMap(
                        row -> row.document().reference().replaceFirst("/payment/.*", ""),
                        row -> row.document().total(),
                        BigDecimal::add));

        assertThat(LIVES.stream().filter(RandomLife::isPaid))
                .hasSizeGreaterThan(5_000)
                .allSatisfy(life -> assertThat(paid.getOrDefault(life.last().orderKey(), BigDecimal.ZERO))
                        .as(life.last().orderKey())
                        .isEqualByComparingTo(life.paid().toDecimal()));
    }

    @Test
    void aGiftCardIsRedeemedFromItsLiability() {
        Map<String, BigDecimal> redeemed = XERO.money().stream()
                .filter(row -> Map.of("Code", "830").equals(row.body().get("Account")) && row.kind() == Kind.PAYMENT)
                .collect(Collectors.toMap(
                        row -> row.document().reference().replaceFirst("/payment/gift-card", ""),
                        row -> row.document().total()));

        assertThat(LIVES.stream()
                        .filter(life -> life.isPaid() && !life.isEdited())
                        .map(RandomLife::last)
                        .filter(order -> order.tenders().stream()
                                .anyMatch(tender -> tender.kind().equals("gift-card"))))
                .hasSizeGreaterThan(100)
                .allSatisfy(order -> assertThat(redeemed.get(order.orderKey()))
                        .isEqualByComparingTo(
                                Objects.requireNonNull(order.tenders().getLast().amount())
                                        .toDecimal()));
    }

    @Test
    void everySeededDiscrepancyIsReportedByItsOrderAndNoOther() {
        List<Entry> asked = asked();
        List<Entry> books = booked();
        List<Cause> causes = List.of(Cause.MISSING, Cause.AMOUNT, Cause.TWICE, Cause.UNASKED);
        Map<String, Cause> seeded = new TreeMap<>();
        Random random = new Random(7);
        for (int place = books.size() - 1; place >= 0; place -= 400 + random.nextInt(50)) {
            Entry one = books.get(place);
            Cause cause = causes.get(random.nextInt(causes.size()));
            if (seeded.putIfAbsent(one.order(), cause) == null) {
                spoil(books, place, cause);
            }
        }

        Close close = Close.of(asked, books, MAPPED);

        assertThat(seeded.values()).containsAll(causes).hasSizeGreaterThan(40);
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
            default ->
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

        Close close = Close.of(asked, booked, MAPPED);

        assertThat(CloseCsv.summary(MONTH, close).lines())
                .containsExactly(
                        "shop,currency,month,orders,invoice_shop,invoice_books,invoice_amount_shop,invoice_amount_books,"
                                + "credit_note_shop,credit_note_books,credit_note_amount_shop,credit_note_amount_books,"
                                + "payment_shop,payment_books,payment_amount_shop,payment_amount_books,"
                                + "payout_shop,payout_books,payout_amount_shop,payout_amount_books,"
                                + "differences_unmapped,differences_missing,differences_amount,differences_twice,differences_unasked",
                        "shopify:demo-shop,EUR,2026-11,1,1,2,24.89,25.90,0,0,0,0,1,0,2,0,0,0,0,0,0,1,1,0,1");
        assertThat(CloseCsv.differences(MONTH, close).lines().skip(1))
                .containsExactly(
                        "shopify:demo-shop:1,EUR,2026-11,invoice,shopify:demo-shop:1,amount,24.89,24.90",
                        "shopify:demo-shop:1,EUR,2026-11,payment,shopify:demo-shop:1/payment/card,missing,2,0",
                        "shopify:demo-shop:2,EUR,2026-11,invoice,\"'=1+1,\"\"x\"\"\",unasked,0,1");
    }

    @Test
    void sortsDifferencesByOrder() {
        Close close = Close.of(asked(), List.of(), MAPPED);

        assertThat(close.differences())
                .extracting(Difference::entry)
                .extracting(Entry::order)
                .isSorted();
    }

    @Test
    void anOrderOfAShopThatNobodyMappedIsADifferenceOfItsOwn() {
        String order = "shopify:new-shop:1";
        List<Entry> asked = List.of(new Entry(Kind.INVOICE, order, order, "EUR", new BigDecimal("24.89")));

        Close close = Close.of(asked, List.of(), MAPPED);

        assertThat(close.differences()).extracting(Difference::cause).containsExactly(Cause.UNMAPPED);
        assertThat(CloseCsv.summary(MONTH, close).lines().skip(1))
                .containsExactly("shopify:new-shop,EUR,2026-11,1,1,0,24.89,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0");
    }
}
