package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.FailureGroup;
import io.throughline.dashboard.ledger.FailureGroup.State;
import io.throughline.dashboard.ledger.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A group of failures on a page.
 *
 * @param title of its integration
 * @param tone {@code warning} while somebody should act
 * @param atStake {@code EUR 1,234.50}, one after the other
 * @param runbook absent when the catalogue entry knows no such failure
 */
record FailureView(
        FailureGroup group,
        String title,
        String tone,
        String atStake,
        Moment firstSeen,
        Moment lastSeen,
        @Nullable String decided,
        @Nullable String runbook) {

    /** @param standing of its integration, if it is known */
    static FailureView of(FailureGroup group, Optional<Standing> standing, Instant now) {
        FailureGroup.Decision decision = group.decision();
        return new FailureView(
                group,
                standing.map(Standing::title).orElse(group.integration()),
                group.state() == State.OPEN ? "warning" : "fine",
                group.atStake().isEmpty()
                        ? Spoken.UNKNOWN
                        : group.atStake().stream().map(Spoken::money).collect(Collectors.joining(", ")),
                Moment.ago(group.seen().firstAt(), now),
                Moment.ago(group.seen().lastAt(), now),
                decision == null
                        ? null
                        : decision.state().word() + " by " + decision.by().actor() + " "
                                + Moment.ago(decision.by().at(), now).text(),
                standing.flatMap(known -> known.runbook(group.code())).orElse(null));
    }

    /** The state in a word that says when it is open again by itself. */
    public String word() {
        return group.reopened() ? "re-opened" : group.state().word();
    }

    /** {@code 12 deliveries of 11 orders}. */
    public String size() {
        return Spoken.counted(group.parked().deliveries(), "delivery", "deliveries") + " of "
                + Spoken.counted(group.parked().orders(), "order", "orders");
    }
}
