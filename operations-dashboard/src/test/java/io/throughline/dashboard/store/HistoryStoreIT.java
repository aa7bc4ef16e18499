package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FULFILLMENT;
import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.Events.Tries;
import io.throughline.dashboard.ledger.History;
import io.throughline.dashboard.ledger.History.Decided;
import io.throughline.dashboard.ledger.History.Point;
import io.throughline.dashboard.ledger.Window;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That sums agree with the rows, whatever comes, is in {@link LedgerAgainstRowsIT}. */
class HistoryStoreIT {

    final LedgerFixture fixture = new LedgerFixture();

    @BeforeEach
    void announce() {
        fixture.hear(Events.announcement(FULFILLMENT, NOW.minus(Duration.ofDays(40))));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void eachWindowHasEvenlySpacedPointsUpToNow() {
        for (Window window : Window.values()) {
            var points = history(window).points();

            assertThat(points).hasSizeBetween(48, 60);
            assertThat(points.getLast().at()).isBeforeOrEqualTo(NOW);
            assertThat(points.stream().map(Point::at)).isSorted();
        }
    }

    @Test
    void aReportThatComesHoursLateLandsWhereItBelongs() {
        var event = Events.placed(1, NOW.minus(Duration.ofHours(5)));
        fixture.see(event);

        fixture.report(FULFILLMENT, Events.outcome(event, Result.DELIVERED, NOW.minus(Duration.ofHours(5))));

        assertThat(history(Window.HOUR).hour()).isEqualTo(Decided.NONE);
        assertThat(history(Window.HOUR).day()).isEqualTo(new Decided(1, 0));
        assertThat(history(Window.DAY).points())
                .filteredOn(point -> point.finished() > 0)
                .extracting(Point::at)
                .containsExactly(NOW.minus(Duration.ofHours(5)));
    }

    @Test
    void aRetryAddsItsAttemptsAndADeliveryFinishesOnce() {
        var event = Events.placed(1, NOW.minusSeconds(100));
        fixture.see(event);
        fixture.report(FULFILLMENT, Events.outcome(event, Result.PARKED, NOW.minusSeconds(90), new Tries(1, 3, 3)));
        fixture.report(FULFILLMENT, Events.outcome(event, Result.DELIVERED, NOW.minusSeconds(80), new Tries(2, 4, 3)));
        fixture.report(FULFILLMENT, Events.outcome(event, Result.DELIVERED, NOW.minusSeconds(70), new Tries(3, 5, 3)));

        var points = history(Window.HOUR).points();

        assertThat(points.stream().mapToLong(Point::finished).sum()).isEqualTo(1);
        assertThat(points.stream().mapToLong(Point::attempts).sum()).isEqualTo(5);
        assertThat(points.stream().mapToLong(Point::failedAttempts).sum()).isEqualTo(3);
    }

    @Test
    void lagIsKeptOnAverageAndAtItsWorst() {
        var one = Events.placed(1, NOW.minusSeconds(100));
        var two = Events.placed(2, NOW.minusSeconds(100));
        var three = Events.placed(3, NOW.minusSeconds(100));
        fixture.see(one, two, three);
        fixture.report(FULFILLMENT, Events.outcome(one, Result.DELIVERED, NOW.minusSeconds(95)));
        fixture.report(FULFILLMENT, Events.outcome(two, Result.DELIVERED, NOW.minusSeconds(85)));
        fixture.report(FULFILLMENT, Events.outcome(three, Result.IGNORED, NOW.minusSeconds(70)));

        var day = history(Window.DAY).points().stream()
                .filter(point -> point.slowestSeconds() != null)
                .toList();

        assertThat(day).singleElement().satisfies(point -> {
            assertThat(point.lagSeconds()).isEqualTo(10.0);
            assertThat(point.slowestSeconds()).isEqualTo(15.0);
        });
    }

    @Test
    void resolutionFallsWithAge() {
        var event = Events.placed(1, NOW.minusSeconds(100));
        fixture.see(event);
        fixture.report(FULFILLMENT, Events.outcome(event, Result.DELIVERED, NOW.minusSeconds(90)));

        fixture.clock.advance(Duration.ofDays(3));
        fixture.retention.forget();
        assertThat(history(Window.DAY).month()).isEqualTo(new Decided(1, 0));
        assertThat(spans()).containsExactly("hour");

        fixture.clock.advance(Duration.ofDays(90));
        fixture.retention.forget();
        assertThat(spans()).isEmpty();
    }

    private List<String> spans() {
        return fixture.jdbc
                .sql("select span from history")
                .query((row, index) -> row.getString("span"))
                .list();
    }

    private History history(Window window) {
        return fixture.history.within(window).getOrDefault(FULFILLMENT, History.NONE);
    }
}
