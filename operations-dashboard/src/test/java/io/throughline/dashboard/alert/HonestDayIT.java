package io.throughline.dashboard.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.alert.Trouble.Kind;
import io.throughline.dashboard.ledger.History;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where nothing is lost, nothing is called lost, for a whole day of flaps, pauses, restarts, outages and a backfill. */
class HonestDayIT {

    static final long SEED = 20261127;

    @Test
    void aDayInWhichNothingIsLostRaisesNoFalseAlarm() {
        try (HonestDay day = new HonestDay(SEED)) {
            day.pass();

            for (HonestIntegration one : day.integrations) {
                assertThat(one.open()).as("open at %s", one.name).isZero();
                assertThat(List.of(one.parkings, one.held, one.waitedForOthers, one.duplicates, one.missed(day.now())))
                        .as("what happened to %s", one.name)
                        .allMatch(times -> times > 0);
                assertThat(day.fixture.decided(one.name))
                        .as("promises of %s", one.name)
                        .isEqualTo(new History.Decided(one.met(), one.missed(day.now())));
            }
            assertThat(day.fixture.count("owed")).isZero();
            assertThat(day.fixture.count("awaited")).isZero();
            print(day);
        }
    }

    private static void print(HonestDay day) {
        System.out.printf(
                "day with seed %d: %d orders, %d events, %d deliveries, %d parked and retried, %d told twice, %d looks%n",
                SEED,
                day.orders(),
                day.events(),
                day.integrations.stream().mapToLong(one -> one.deliveries).sum(),
                day.integrations.stream().mapToLong(one -> one.parkings).sum(),
                day.integrations.stream().mapToLong(one -> one.duplicates).sum(),
                day.looks);
        for (Kind kind : Kind.values()) {
            System.out.printf("day: %d x %s%n", day.count(kind), kind);
        }
        System.out.printf("day: true alarms %s%n", day.incidents());
    }
}
