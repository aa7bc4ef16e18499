package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.ledger.FailureGroup.Cause;
import io.throughline.dashboard.ledger.FailureGroup.Counted;
import io.throughline.dashboard.ledger.FailureGroup.Decision;
import io.throughline.dashboard.ledger.FailureGroup.Parked;
import io.throughline.dashboard.ledger.FailureGroup.Seen;
import io.throughline.dashboard.ledger.FailureGroup.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureGroupTest {

    static final Instant DECIDED = Instant.parse("2026-11-23T10:00:00Z");
    static final Parked NOTHING = new Parked(0, 0, null);

    @Test
    void isOpenWhileSomethingIsParkedAndResolvedByItself() {
        assertThat(group(null, parkedSince(-60), -60).state()).isEqualTo(State.OPEN);
        assertThat(group(null, NOTHING, -60).state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void whatWasResolvedIsOpenAgainWhenItHappensAgain() {
        assertThat(group(State.RESOLVED, parkedSince(-60), -60).state()).isEqualTo(State.RESOLVED);

        var again = group(State.RESOLVED, parkedSince(-60), 5);

        assertThat(again.state()).isEqualTo(State.OPEN);
        assertThat(again.reopened()).isTrue();
        assertThat(group(State.RESOLVED, NOTHING, 5).state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void whatWasAcknowledgedStaysSoWhileSomethingWaitsThatWasKnownThen() {
        assertThat(group(State.ACKNOWLEDGED, parkedSince(-60), 5).state()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(group(State.ACKNOWLEDGED, parkedSince(5), 5).state()).isEqualTo(State.OPEN);
        assertThat(group(State.ACKNOWLEDGED, parkedSince(5), 5).reopened()).isTrue();
        assertThat(group(State.ACKNOWLEDGED, NOTHING, 5).state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void whatIsIgnoredStaysSoWhateverComes() {
        assertThat(group(State.IGNORED, parkedSince(5), 5).state()).isEqualTo(State.IGNORED);
    }

    @Test
    void whatSomebodyOpenedIsNotReopenedByItself() {
        assertThat(group(State.OPEN, parkedSince(5), 5).reopened()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void aStateIsFoundByItsWord(State state) {
        assertThat(State.named(state.word())).contains(state);
    }

    private static Parked parkedSince(long secondsAfter) {
        return new Parked(2, 2, DECIDED.plusSeconds(secondsAfter));
    }

    private static FailureGroup group(@Nullable State decided, Parked parked, long lastSeenSecondsAfter) {
        return FailureGroup.of(
                new Cause("fulfillment-adapter", "3f0c9a517be2d846", "shipbob-rejected", null),
                new Counted(
                        new Seen(DECIDED.minusSeconds(3600), DECIDED.plusSeconds(lastSeenSecondsAfter), 9),
                        parked,
                        List.of()),
                decided == null
                        ? null
                        : new Decision(decided, "", "", new FailureGroup.By("second-shift", "operator", DECIDED)));
    }
}
