package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.AbsentDelivery;
import io.throughline.dashboard.ledger.Inspection;
import io.throughline.dashboard.ledger.Parked.LastWish;
import io.throughline.dashboard.ledger.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was reported as delivered and is not there, on an integration's page.
 *
 * @param looked how far somebody looked, in a sentence
 * @param blind whether that is too long ago
 * @param rows longest known first, as many as a list may have
 * @param all how many there are
 * @param deliverable how many of the rows may be delivered again at once
 */
record AbsentView(String looked, boolean blind, List<Row> rows, long all, int deliverable) {

    static AbsentView of(Standing standing, List<AbsentDelivery> open, Instant now) {
        return new AbsentView(
                looked(standing, now),
                standing.inspection().blindSince() != null,
                open.stream().map(one -> Row.of(one, now)).toList(),
                Math.max(standing.inspection().absent(), open.size()),
                Absences.deliverable(open).size());
    }

    private static String looked(Standing standing, Instant now) {
        Inspection inspection = standing.inspection();
        Instant upTo = inspection.inspectedUpTo();
        if (upTo == null) {
            return inspection.absent() > 0
                    ? "How far was looked is not known: no heartbeat says so."
                    : "Nobody looks for what was delivered: this integration takes its downstream system's word.";
        }
        if (inspection.blindSince() != null) {
            return "Not looked for since " + Spoken.utc(upTo) + ": what was delivered later may be absent unnoticed.";
        }
        String when = "What was delivered until " + Spoken.utc(upTo) + " was looked for, "
                + Moment.ago(upTo, now).text();
        boolean waits = standing.pulse() != null
                && (standing.pulse().paused() || standing.pulse().breakerOpen());
        return waits ? when + "; it goes on when calls do." : when + ".";
    }

    public boolean isCut() {
        return all > rows.size();
    }

    /** Which of the rows are left out when all are delivered again; empty when none is. */
    public String leftOut() {
        int ended = rows.size() - deliverable;
        return switch (ended) {
            case 0 -> "";
            case 1 ->
                "One order was cancelled or deleted since. It is not delivered again with the others: set it aside.";
            default ->
                ended + " are of orders that were cancelled or deleted since. They are not delivered again with the"
                        + " others: set them aside.";
        };
    }

    /** One delivery. */
    record Row(
            AbsentDelivery delivery,
            Moment delivered,
            Moment found,
            @Nullable String lastWish) {

        static Row of(AbsentDelivery one, Instant now) {
            LastWish wish = one.lastWish();
            return new Row(
                    one,
                    Moment.at(one.deliveredAt()),
                    Moment.ago(one.foundAt(), now),
                    wish == null
                            ? null
                            : wish.word() + " sent "
                                    + Moment.ago(wish.at(), now).text() + " by " + wish.actor());
        }
    }
}
