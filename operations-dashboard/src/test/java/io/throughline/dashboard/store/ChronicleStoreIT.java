package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FULFILLMENT;
import static io.throughline.dashboard.store.LedgerFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.Chronicle;
import io.throughline.dashboard.ledger.Chronicle.Band;
import io.throughline.dashboard.ledger.Chronicle.Mark;
import io.throughline.dashboard.ledger.Chronicle.State;
import io.throughline.dashboard.ledger.Maintenance;
import io.throughline.dashboard.ledger.Window;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.AttemptCount;
import io.throughline.events.outcome.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChronicleStoreIT {

    private static final Instant TEN_AGO = NOW.minus(Duration.ofMinutes(10));
    private static final Duration SOON = Duration.ofSeconds(30);

    final LedgerFixture fixture = new LedgerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void instancesShareABacklogAndEachMakesAttemptsOfItsOwn() {
        fixture.hear(
                beat("one", TEN_AGO, 7, new AttemptCount(3, 1, 900, 400)),
                beat("two", TEN_AGO.plusSeconds(2), 6, new AttemptCount(1, 0, 100, 100)),
                beat("one", TEN_AGO.plusSeconds(5), 4, new AttemptCount(0, 0, 0, 400)));

        State state = new State(TEN_AGO, 7L, 2L, 1L, 3L, 4, 1, 250.0, 400L);
        assertThat(told(Window.HOUR)).containsExactly(state);
        assertThat(told(Window.MONTH))
                .singleElement()
                .satisfies(hours -> assertThat(hours)
                        .usingRecursiveComparison()
                        .ignoringFields("at")
                        .isEqualTo(state));
    }

    @Test
    void aHeartbeatThatComesTwiceCountsOnce() {
        Heartbeat beat = beat("one", TEN_AGO, 7, new AttemptCount(3, 1, 900, 400));

        fixture.hear(beat, beat);
        fixture.hear(beat, beat("one", TEN_AGO.plusSeconds(5), 2, new AttemptCount(1, 0, 100, 100)));

        assertThat(told(Window.HOUR)).containsExactly(new State(TEN_AGO, 7L, 2L, 1L, 3L, 4, 1, 250.0, 400L));
        assertThat(fixture.jdbc
                        .sql("select distinct beats from history_state")
                        .query(Long.class)
                        .list())
                .containsExactly(2L);
    }

    @Test
    void whatNobodyToldOfIsAbsentAndNotNought() {
        fixture.hear(beat("one", TEN_AGO, 0, null));

        assertThat(told(Window.HOUR)).containsExactly(new State(TEN_AGO, 0L, 2L, 1L, 3L, 0, 0, null, null));
        assertThat(chronicle(Window.HOUR).states()).hasSize(60).last().satisfies(silent -> {
            assertThat(silent.due()).isNull();
            assertThat(silent.attempts()).isZero();
        });
    }

    @Test
    void minutesInWhichItsBreakerWasOpenOrItWasPausedAreOneBand() {
        fixture.hear(
                beat(TEN_AGO, "open", false),
                beat(TEN_AGO.plusSeconds(60), "open", false),
                beat(TEN_AGO.plusSeconds(90), "half-open", false),
                beat(TEN_AGO.plusSeconds(120), "closed", false),
                beat(TEN_AGO.plusSeconds(240), "open", true));

        assertThat(chronicle(Window.HOUR).bands())
                .containsExactly(
                        new Band(Band.Kind.BREAKER_OPEN, TEN_AGO, TEN_AGO.plusSeconds(120)),
                        new Band(Band.Kind.BREAKER_HALF_OPEN, TEN_AGO.plusSeconds(60), TEN_AGO.plusSeconds(120)),
                        new Band(Band.Kind.BREAKER_OPEN, TEN_AGO.plusSeconds(240), TEN_AGO.plusSeconds(300)),
                        new Band(Band.Kind.PAUSED, TEN_AGO.plusSeconds(240), TEN_AGO.plusSeconds(300)));
        assertThat(chronicle(Window.MONTH).bands())
                .extracting(Band::kind)
                .containsExactly(Band.Kind.BREAKER_HALF_OPEN, Band.Kind.BREAKER_OPEN, Band.Kind.PAUSED);
    }

    @Test
    void maintenanceIsABandUntilItEndedOrWillEnd() {
        fixture.hear(beat("one", NOW, 0, null));
        plan(NOW.minusSeconds(3000), NOW.plusSeconds(600));
        plan(NOW.minusSeconds(1200), NOW.minusSeconds(1200));
        plan(NOW.minusSeconds(60), NOW.plusSeconds(3600));

        assertThat(chronicle(Window.HOUR).bands())
                .containsExactly(
                        new Band(Band.Kind.MAINTENANCE, NOW.minusSeconds(3000), NOW.minusSeconds(1200)),
                        new Band(Band.Kind.MAINTENANCE, NOW.minusSeconds(60), NOW.plusSeconds(3600)));
    }

    @Test
    void theFirstAnnouncementChangesNothingAndOneThatTellsNothingNeither() {
        announce("one", NOW.minusSeconds(600), "1.3.0", "aaa");
        announce("one", NOW.minusSeconds(570), "1.3.0", "aaa");
        announce("one", NOW.minusSeconds(540), null, null);

        assertThat(marks()).isEmpty();
    }

    @Test
    void aRollingDeploymentMakesOneMarkHoweverOftenBothReleasesAnnounceThemselves() {
        announce("old", NOW.minusSeconds(900), "1.3.0", "aaa");
        Instant first = NOW.minusSeconds(600);
        for (Instant at = first; at.isBefore(NOW); at = at.plus(SOON)) {
            announce("old", at.minusSeconds(15), "1.3.0", "aaa");
            announce("new", at, "1.4.0", "bbb");
            announce("new", at, "1.4.0", "bbb");
        }

        assertThat(marks())
                .containsExactly(
                        new Mark(first, Mark.Aspect.VERSION, "1.3.0", "1.4.0"),
                        new Mark(first, Mark.Aspect.CONFIGURATION, "aaa", "bbb"));
    }

    @Test
    void aReleaseThatIsTakenBackIsAMarkOnceNoneOfItsInstancesIsLeft() {
        announce("old", NOW.minusSeconds(900), "1.3.0", "aaa");
        announce("new", NOW.minusSeconds(890), "1.4.0", "aaa");
        for (int ago = 870; ago > 600; ago -= 30) {
            announce("old", NOW.minusSeconds(ago), "1.3.0", "aaa");
        }

        assertThat(marks())
                .containsExactly(
                        new Mark(NOW.minusSeconds(890), Mark.Aspect.VERSION, "1.3.0", "1.4.0"),
                        new Mark(NOW.minusSeconds(750), Mark.Aspect.VERSION, "1.4.0", "1.3.0"));
    }

    @Test
    void aReleaseThatIsTakenBackLaterIsAMarkAtOnce() {
        announce("old", NOW.minusSeconds(900), "1.3.0", "aaa");
        announce("new", NOW.minusSeconds(600), "1.4.0", "aaa");
        announce("new", NOW.minusSeconds(330), "1.4.0", "aaa");
        announce("back", NOW.minusSeconds(300), "1.3.0", "aaa");

        assertThat(marks()).extracting(Mark::is).containsExactly("1.4.0", "1.3.0");
    }

    @Test
    void resolutionFallsWithAgeAndWhatRunsIsNotForgotten() {
        announce("old", NOW.minusSeconds(900), "1.3.0", "aaa");
        announce("new", NOW.minusSeconds(600), "1.4.0", "aaa");
        fixture.hear(beat("one", NOW, 7, null));

        fixture.clock.advance(Duration.ofDays(3));
        fixture.retention.forget();
        assertThat(fixture.jdbc
                        .sql("select span from history_state")
                        .query(String.class)
                        .list())
                .containsExactly("hour");
        assertThat(fixture.count("release_instance")).isZero();
        assertThat(fixture.count("release_mark")).isEqualTo(3);

        fixture.clock.advance(Duration.ofDays(90));
        fixture.retention.forget();
        assertThat(fixture.count("history_state")).isZero();
        assertThat(fixture.count("release_mark")).isEqualTo(2);
        announce("newest", fixture.clock.instant(), "1.5.0", "aaa");
        assertThat(marks()).extracting(Mark::was).containsExactly("1.4.0");
    }

    private void announce(String instance, Instant at, @Nullable String version, @Nullable String configuration) {
        var entry = Events.announcement(FULFILLMENT, at).entry();
        fixture.hear(new Announcement(FULFILLMENT, instance, at, entry, version, configuration));
    }

    private static Heartbeat beat(String instance, Instant at, long due, @Nullable AttemptCount attempts) {
        return new Heartbeat(FULFILLMENT, instance, at, due, 2, 1, 3, null, "closed", false, null, null, attempts);
    }

    private static Heartbeat beat(Instant at, String breaker, boolean paused) {
        return new Heartbeat(FULFILLMENT, "one", at, 0, 0, 0, 0, null, breaker, paused, null, null, null);
    }

    private void plan(Instant at, Instant until) {
        fixture.maintenance.append(new Maintenance(FULFILLMENT, at, until, "operator", "operator", "planned"));
    }

    private List<State> told(Window window) {
        return chronicle(window).states().stream()
                .filter(state -> state.due() != null)
                .toList();
    }

    private List<Mark> marks() {
        return chronicle(Window.DAY).marks();
    }

    private Chronicle chronicle(Window window) {
        return fixture.chronicles.of(FULFILLMENT, window, List.of());
    }
}
