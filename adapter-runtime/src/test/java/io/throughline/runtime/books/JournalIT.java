package io.throughline.runtime.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.events.order.Money;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.books.Entry.Kind;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalIT {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final DatabaseFixture database = new DatabaseFixture();
    private final Clock clock = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);
    private final AskedBookings journal = new AskedBookings(new RuntimeSchema(database.dataSource()), clock);

    @AfterEach
    void stop() {
        database.close();
    }

    private static Posting posting(int order, LocalDate day, long fils) {
        String key = "shopify:demo-shop:" + order;
        Money amount = new Money("KWD", fils, 3);
        return new Posting(Kind.INVOICE, key, key, day, new EffectKey(key + "/invoice"), amount, () -> "");
    }

    @Test
    void knowsWhatAMonthAskedForToTheSmallestUnit() {
        journal.ask(List.of(
                posting(1, LocalDate.of(2026, 10, 31), 1),
                posting(2, LocalDate.of(2026, 11, 1), 12_345),
                posting(3, LocalDate.of(2026, 11, 30), 3),
                posting(4, LocalDate.of(2026, 12, 1), 4)));

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
        journal.ask(List.of(posting(1, NOVEMBER.atDay(3), 1000)));
        journal.ask(List.of(posting(1, NOVEMBER.atDay(3), 2000)));

        assertThat(journal.of(NOVEMBER))
                .singleElement()
                .satisfies(entry -> assertThat(entry.amount()).isEqualByComparingTo("2"));
    }

    @Test
    void missesNothingThatWasTakenOut() {
        journal.ask(List.of(posting(1, NOVEMBER.atDay(3), 1000)));

        journal.withdraw(Kind.INVOICE, "shopify:demo-shop:1");

        assertThat(journal.of(NOVEMBER)).isEmpty();
    }

    @Test
    void forgetsAMonthThatIsLongClosed() {
        journal.ask(List.of(posting(1, LocalDate.of(2025, 5, 31), 1), posting(2, LocalDate.of(2025, 6, 1), 1)));

        journal.forget(clock.instant().minus(Duration.ofDays(30)));

        assertThat(journal.of(YearMonth.of(2025, 5))).isEmpty();
        assertThat(journal.of(YearMonth.of(2025, 6))).hasSize(1);
    }
}
