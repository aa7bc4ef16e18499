package io.throughline.ingest.reconcile;

import io.throughline.ingest.store.DayComparison;
import io.throughline.ingest.store.DayComparison.Difference;
import io.throughline.ingest.store.DayComparison.Result;
import io.throughline.ingest.store.Gaps.Listed;
import io.throughline.ingest.store.ShopDays;
import io.throughline.ingest.store.ShopDays.Day;
import io.throughline.ingest.store.ShopDays.Due;
import io.throughline.ingest.store.ShopDays.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Compares a day whose list is whole, and has asked for what differs. Runs in the caller's transaction. */
@Component
class DayVerdict {

    private static final String TOO_MANY_GONE = "too-many-gone";

    private final DayComparison comparison;
    private final ShopDays days;
    private final MissedOrders missedOrders;
    private final ReconcileProperties properties;
    private final DayProperties limits;

    DayVerdict(
            DayComparison comparison,
            ShopDays days,
            MissedOrders missedOrders,
            ReconcileProperties properties,
            DayProperties limits) {
        this.comparison = comparison;
        this.days = days;
        this.missedOrders = missedOrders;
        this.properties = properties;
        this.limits = limits;
    }

    /**
     * What came of a comparison.
     *
     * @param asked orders that are asked for because of it
     * @param standing absent when there are more of them, to be asked for a little later
     */
    record Outcome(List<Listed> asked, Optional<Standing> standing) {}

    /** @param most orders that may be asked for now */
    Outcome judge(Due due, Instant now, int most) {
        Day day = due.day();
        Instant settled = now.minus(properties.grace());
        Result result = comparison.compare(day, settled);
        boolean believed = result.differences().gone() <= limits.gone();
        List<Difference> differences = comparison.unasked(day, settled, believed, most + 1);
        List<Listed> asked = missedOrders.writeDown(day, differences.subList(0, Math.min(most, differences.size())));
        if (differences.size() > most) {
            days.asked(day, asked.size(), now.plus(properties.catchUp()));
            return new Outcome(asked, Optional.empty());
        }
        Duration wait = limits.wait(due.checks());
        days.asked(day, asked.size(), now.plus(wait));
        comparison.clear(day);
        Result told = believed ? result : new Result(result.sums(), result.differences(), TOO_MANY_GONE);
        return new Outcome(asked, Optional.of(days.checked(day, told, now, limits.patience())));
    }
}
