package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.ledger.FailureGroup.By;
import io.throughline.dashboard.ledger.FailureGroup.Cause;
import io.throughline.dashboard.ledger.FailureGroup.Counted;
import io.throughline.dashboard.ledger.FailureGroup.Decision;
import io.throughline.dashboard.ledger.FailureGroup.Parked;
import io.throughline.dashboard.ledger.FailureGroup.Seen;
import io.throughline.dashboard.ledger.FailureGroup.State;
import io.throughline.dashboard.ledger.Handover.Happened;
import io.throughline.dashboard.ledger.Handover.Kept;
import io.throughline.dashboard.ledger.Handover.Open;
import io.throughline.dashboard.ledger.History.Decided;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandoverTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Instant SINCE = NOW.minusSeconds(3600);

    @Test
    void aCauseIsNewWhenItWasFirstSeenSinceOrAgainAfterSomebodyHadDecided() {
        var known = group("known", seen(7200, 60), null);
        var fresh = group("fresh", seen(60, 60), null);
        var again = group("again", seen(7200, 60), resolved(4000));
        var settled = group("settled", seen(7200, 4100), resolved(4000));

        var handover = Handover.of(SINCE, overview(), happened(known, fresh, again, settled));

        assertThat(handover.failed()).extracting(FailureGroup::code).containsExactly("fresh", "again");
    }

    @Test
    void onlyWhatIsNotAsItShouldBeIsOpenAndEveryPromiseIsToldOf() {
        var quiet = new Pulse(NOW, 5, 0, 0, 0, null, "closed", false, null);
        var paused = new Pulse(NOW, 0, 0, 2, 1, null, "open", true, null);

        var handover = Handover.of(
                SINCE,
                overview(standing("quiet", quiet, 0), standing("paused", paused, 1), standing("unheard", null, 0)),
                happened());

        assertThat(handover.open())
                .containsExactlyInAnyOrder(
                        new Open("paused", "paused", 1, 2, 0, 0, true, true, false),
                        new Open("unheard", "unheard", 0, 0, 0, 0, false, false, true));
        assertThat(handover.kept())
                .contains(new Kept("quiet", "quiet", new Decided(3, 1)), new Kept("paused", "paused", Decided.NONE));
    }

    private static Happened happened(FailureGroup... groups) {
        return new Happened(List.of(), Arrays.asList(groups), List.of(), Map.of("quiet", new Decided(3, 1)));
    }

    private static Overview overview(Standing... standings) {
        return new Overview(NOW, Window.DAY, new Overview.Orders(0, null, 0, 0, 0), Arrays.asList(standings));
    }

    private static Standing standing(String name, @Nullable Pulse pulse, long parked) {
        Condition condition = pulse == null ? Condition.SILENT : Condition.HEALTHY;
        return new Standing(name, null, Figures.NONE, pulse, parked, 0, null, null, Inspection.NONE, NOW, condition);
    }

    private static Seen seen(int firstSecondsAgo, int lastSecondsAgo) {
        return new Seen(NOW.minusSeconds(firstSecondsAgo), NOW.minusSeconds(lastSecondsAgo), 1);
    }

    private static Decision resolved(int secondsAgo) {
        return new Decision(State.RESOLVED, "", "", new By("second-shift", "operator", NOW.minusSeconds(secondsAgo)));
    }

    private static FailureGroup group(String code, Seen seen, @Nullable Decision decision) {
        return FailureGroup.of(
                new Cause("fulfillment-adapter", "code:" + code, code, null),
                new Counted(seen, new Parked(1, 1, seen.lastAt()), List.of()),
                decision);
    }
}
