package io.throughline.dashboard.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.alert.Trouble.Kind;
import io.throughline.dashboard.ledger.History;
import org.junit.jupiter.api.Test;

/** Where nothing is lost, nothing is called lost, for a whole day of flaps, pauses, restarts, outages and a backfill. */
class HonestDayIT {

    static final long SEED = 20261127;

    @Test
    void aDayInWhichNothingIsLostRaisesNoFalseAlarm() {
        try (HonestDay day = new HonestDay(SEED)) {
            day.pass();

            print(day);
            day.fixture
                    .jdbc
                    .sql(
                            "select d.integration, count(*) filter (where first_finished_at <= accepted_at + interval '5 min') as met, count(*) as n, sum(case when accepted_at < i.first_announced_at then 1 else 0 end) as early, i.first_announced_at from delivery d join integration i on i.name = d.integration where d.type = any(i.events) group by d.integration, i.first_announced_at")
                    .query((row, ix) -> row.getString(1) + " " + row.getLong(2) + " " + row.getLong(3) + " "
                            + row.getLong(4) + " " + row.getString(5))
                    .list()
                    .forEach(x -> System.out.println("DBG " + x));
            day.integrations.forEach(x -> System.out.println("DBG " + x.name + " " + x.met() + " " + x.missed(day.now())
                    + " " + x.announcedAt + " " + day.fixture.decided(x.name)));
            for (HonestIntegration one : day.integrations) {
                assertThat(one.open()).as("open at %s", one.name).isZero();
                assertThat(day.fixture.decided(one.name))
                        .as("promises of %s", one.name)
                        .isEqualTo(new History.Decided(one.met(), one.missed(day.now())));
            }
            assertThat(day.fixture.count("owed")).isZero();
            assertThat(day.fixture.count("awaited")).isZero();
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
