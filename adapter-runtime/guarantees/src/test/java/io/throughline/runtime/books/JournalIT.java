package io.throughline.runtime.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.events.order.Money;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Journal.Asked;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.store.AskedBookings;
import io.throughline.runtime.store.RuntimeSchema;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalIT {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    private final Clock clock = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);
    private final AskedBookings journal = new AskedBookings(new RuntimeSchema(database.dataSource()), clock);

    @AfterEach
    void stop() {
        database.close();
    }

    private static Posting posting(int order, LocalDate day, long fils) {
        String key = "shopify:demo-shop:" + order;
        Money amount = new Money("KWD", fils, 3);
        return new Posting(Kind.INVOICE, key, key, day, new EffectKey(key + "/invoice"), amount, List.of(), () -> "");
    }

    private void ask(Posting... postings) {
        journal.ask(Stream.of(postings).map(posting -> new Asked(posting, 1, 1)).toList());
    }

    @Test
    void knowsWhatAMonthAskedForToTheSmallestUnit() {
        ask(
                posting(1, LocalDate.of(2026, 10, 31), 1),
                posting(2, LocalDate.of(2026, 11, 1), 12_345),
                posting(3, LocalDate.of(2026, 11, 30), 3),
                posting(4, LocalDate.of(2026, 12, 1), 4));

        assertThat(journal.of(NOVEMBER))
                .containsExactly(
                        new Entry(
                                Kind.INVOICE,
                                "shopify:demo-shop:2",
                                "shopify:demo-shop:2",
                                "KWD",
                                new BigDecimal("12.345")),
                        new Entry(
                                Kind.INVOICE,
                                "shopify:demo-shop:3",
                                "shopify:demo-shop:3",
                                "KWD",
                                new BigDecimal("0.003")));
    }

    @Test
    void countsWhatIsAskedForAgainOnceAndAsItIsAskedForNow() {
        ask(posting(1, NOVEMBER.atDay(3), 1000));
        ask(posting(1, NOVEMBER.atDay(3), 2000));

        assertThat(journal.of(NOVEMBER))
                .singleElement()
                .satisfies(entry -> assertThat(entry.amount()).isEqualByComparingTo("2"));
    }

    @Test
    void missesNothingThatWasTakenOut() {
        ask(posting(1, NOVEMBER.atDay(3), 1000));

        journal.withdraw(Kind.INVOICE, "shopify:demo-shop:1", 2);

        assertThat(journal.of(NOVEMBER)).isEmpty();
    }

    @Test
    void forgetsAMonthThatIsLongClosed() {
        ask(posting(1, LocalDate.of(2025, 5, 31), 1), posting(2, LocalDate.of(2025, 6, 1), 1));

        journal.forget(clock.instant().minus(Duration.ofDays(30)));

        assertThat(journal.of(YearMonth.of(2025, 5))).isEmpty();
        assertThat(journal.of(YearMonth.of(2025, 6))).hasSize(1);
    }

    private static final String ORDER = "shopify:demo-shop:7";

    /** What an event asked for. */
    private static Asked asked(Kind kind, String name, int sequence, int revision) {
        Money amount = new Money("EUR", 1000, 2);
        Part part = new Part(
                Charge.Kind.GOODS, List.of(new Tax("VAT", new BigDecimal("0.190"))), amount, new Money("EUR", 160, 2));
        Posting posting =
                new Posting(kind, name, ORDER, NOVEMBER.atDay(3), new EffectKey(name), amount, List.of(part), () -> "");
        return new Asked(posting, sequence, revision);
    }

    private List<String> heldBefore(int sequence) {
        return journal.heldBefore(sequence, ORDER).stream().map(Held::name).toList();
    }

    @Test
    void tellsAnEventWhatEarlierOnesOfItsOrderAskedForAndNotItsOwn() {
        journal.ask(List.of(asked(Kind.INVOICE, ORDER, 1, 1), asked(Kind.INVOICE, ORDER + "/change/a", 3, 1)));
        ask(posting(8, NOVEMBER.atDay(3), 1000));

        List<Held> held = journal.heldBefore(3, ORDER);

        assertThat(held)
                .containsExactly(new Held(
                        Kind.INVOICE,
                        ORDER,
                        new Money("EUR", 1000, 2),
                        asked(Kind.INVOICE, ORDER, 1, 1).posting().parts()));
    }

    @Test
    void countsWhatWasSentAgainInsteadOfWhatItWasSentBy() {
        journal.ask(List.of(asked(Kind.INVOICE, ORDER, 1, 1)));
        journal.ask(List.of(asked(Kind.INVOICE, ORDER + "/2", 1, 2)));

        assertThat(heldBefore(2)).containsExactly(ORDER + "/2");
    }

    @Test
    void forgetsWhatWasTakenOutOnlyForTheEventsThatFollow() {
        journal.ask(List.of(asked(Kind.INVOICE, ORDER, 1, 1)));

        journal.withdraw(Kind.INVOICE, ORDER, 4);

        assertThat(heldBefore(5)).isEmpty();
        assertThat(heldBefore(4)).containsExactly(ORDER);
    }

    @Test
    void replacesWhatAnEventAskedForBeforeItWasEditedButNotItsPayments() {
        Asked first = asked(Kind.INVOICE, ORDER + "/change/a", 3, 1);
        Asked edited = asked(Kind.INVOICE, ORDER + "/change/b", 3, 1);
        journal.ask(List.of(first, asked(Kind.PAYMENT, ORDER + "/payment/card", 3, 1)));

        journal.replace(edited);
        journal.ask(List.of(edited));

        assertThat(heldBefore(4)).containsExactly(ORDER + "/change/b", ORDER + "/payment/card");

        journal.replace(first);
        journal.ask(List.of(first));

        assertThat(heldBefore(4)).containsExactly(ORDER + "/change/a", ORDER + "/payment/card");
    }
}
