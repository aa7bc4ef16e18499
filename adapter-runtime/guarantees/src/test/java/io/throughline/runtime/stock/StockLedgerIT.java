package io.throughline.runtime.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.runtime.store.StockRows;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StockLedgerIT {

    private static final String ORDER = "shopify:demo-shop:1";
    private static final Movement TWO = new Movement(new EffectKey(ORDER + "/stock/L1"), "A", -2);
    private static final Movement ONE = new Movement(new EffectKey(ORDER + "/stock/L2"), "B", -1);

    private final DatabaseFixture database = new DatabaseFixture();

    @AfterEach
    void stop() {
        database.close();
    }

    private StockLedger ledger() {
        StockLedger ledger = new StockRows(new RuntimeSchema(database.dataSource()), Clock.systemUTC());
        ledger.open(Map.of("A", 10L, "B", 10L));
        return ledger;
    }

    @Test
    void booksEachEffectKeyOnceAndSaysWhichVersionHasIt() {
        StockLedger ledger = ledger();

        Booking first = ledger.book(ORDER, booked -> List.of(TWO));
        Booking second = ledger.book(ORDER, booked -> List.of(TWO, ONE));
        Booking third = ledger.book(ORDER, booked -> List.of(TWO, ONE));

        assertThat(first).isEqualTo(new Booking(List.of(TWO), true, Map.of("A", 1L)));
        assertThat(second).isEqualTo(new Booking(List.of(TWO, ONE), true, Map.of("A", 1L, "B", 1L)));
        assertThat(third.news()).isFalse();
        assertThat(ledger.levels(List.of("A", "B", "C")))
                .containsExactly(new StockLevel("A", 8, 1), new StockLevel("B", 9, 1));
    }

    @Test
    void showsTheDecisionWhatTheOrderMovedBefore() {
        StockLedger ledger = ledger();
        ledger.book(ORDER, booked -> List.of(TWO));

        EffectKey ended = new EffectKey(ORDER + "/restock/ended/L1");
        Booking back = ledger.book(
                ORDER,
                booked -> booked.values().stream()
                        .map(left -> new Movement(ended, left.sku(), -left.quantity()))
                        .toList());

        assertThat(back.movements().getFirst().quantity()).isEqualTo(2);
        assertThat(ledger.levels(List.of("A"))).containsExactly(new StockLevel("A", 10, 2));
    }

    @Test
    void booksNothingAtAllOfWhatCannotBeBookedWhole() {
        StockLedger ledger = ledger();
        Movement unopened = new Movement(new EffectKey(ORDER + "/stock/L3"), "C", -1);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> ledger.book(ORDER, booked -> List.of(TWO, unopened)));

        assertThat(ledger.levels(List.of("A"))).containsExactly(new StockLevel("A", 10, 0));
        assertThat(ledger.book(ORDER, booked -> List.of(TWO)).news()).isTrue();
    }

    @Test
    void countsRightWhenManyBookTheSameItemsAtOnce() throws InterruptedException, ExecutionException {
        StockLedger ledger = ledger();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> bookings = IntStream.range(0, 100)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> ledger.book(
                            "shopify:demo-shop:" + number / 2,
                            booked -> List.of(
                                    new Movement(new EffectKey(number / 2 + "/B"), "B", -1),
                                    new Movement(new EffectKey(number / 2 + "/A"), "A", -1)))))
                    .toList();
            for (Future<?> booking : bookings) {
                booking.get();
            }
        }

        assertThat(ledger.levels(List.of("A", "B")))
                .containsExactly(new StockLevel("A", -40, 50), new StockLevel("B", -40, 50));
    }

    @Test
    void goesOnWithTheLedgerThatTheInventoryAdapterKeptItself() {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:before-the-runtime")
                .load()
                .migrate();

        StockLedger ledger = ledger();

        assertThat(ledger.levels(List.of("A", "OLD")))
                .containsExactly(new StockLevel("A", 10, 0), new StockLevel("OLD", 7, 4));
        assertThat(ledger.book("shopify:demo-shop:9", booked -> List.copyOf(booked.values()))
                        .news())
                .isFalse();
    }
}
