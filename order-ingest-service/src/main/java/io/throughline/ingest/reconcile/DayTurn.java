package io.throughline.ingest.reconcile;

import io.throughline.ingest.Shop;
import io.throughline.ingest.reconcile.DayVerdict.Outcome;
import io.throughline.ingest.store.DayComparison.Sum;
import io.throughline.ingest.store.Reconciliations.Address;
import io.throughline.ingest.store.ShopDays.Due;
import io.throughline.ingest.store.ShopDays.Standing;
import io.throughline.ingest.storefront.OrderSource;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** One step on a day: some pages of its list and, once it is whole, the comparison. */
@Component
class DayTurn {

    private static final Logger LOG = LoggerFactory.getLogger(DayTurn.class);

    private final DayReading reading;
    private final DayVerdict verdict;
    private final Breath breath;
    private final PageStore pages;
    private final Clock clock;

    DayTurn(DayReading reading, DayVerdict verdict, Breath breath, PageStore pages, Clock clock) {
        this.reading = reading;
        this.verdict = verdict;
        this.breath = breath;
        this.pages = pages;
        this.clock = clock;
    }

    void take(Shop shop, OrderSource source, Due due) {
        Address address = due.day().shop();
        boolean whole = due.listed() || reading.read(shop, source, due);
        if (whole && breath.mayGoOn(address, false)) {
            Outcome outcome = pages.write(
                    address, () -> verdict.judge(due, clock.instant(), breath.room(address)), Outcome::asked);
            outcome.standing().ifPresent(DayTurn::tell);
        }
    }

    private static void tell(Standing day) {
        LOG.atLevel(day.agreedAt() == null ? Level.WARN : Level.INFO)
                .addKeyValue("throughline.source", day.source())
                .addKeyValue("throughline.shop", day.shop())
                .addKeyValue("throughline.day", day.day())
                .addKeyValue("throughline.check", day.checks())
                .addKeyValue(
                        "throughline.listed",
                        day.sums().stream().mapToLong(Sum::listed).sum())
                .addKeyValue(
                        "throughline.held",
                        day.sums().stream().mapToLong(Sum::held).sum())
                .addKeyValue("throughline.missing", day.differences().missing())
                .addKeyValue("throughline.behind", day.differences().behind())
                .addKeyValue("throughline.differing", day.differences().differing())
                .addKeyValue("throughline.gone", day.differences().gone())
                .addKeyValue("throughline.moved", day.differences().moved())
                .addKeyValue("throughline.code", String.valueOf(day.code()))
                .log(word(day));
    }

    private static String word(Standing day) {
        if (day.givenUpAt() != null) {
            return "reconciliation.day-given-up";
        }
        return day.agreedAt() == null ? "reconciliation.day-differs" : "reconciliation.day-agrees";
    }
}
