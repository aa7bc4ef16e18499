package io.throughline.ingest.admin;

import io.throughline.ingest.access.Allows;
import io.throughline.ingest.access.Role;
import io.throughline.ingest.store.Gaps;
import io.throughline.ingest.store.Gaps.Gap;
import io.throughline.ingest.store.Reconciliations;
import io.throughline.ingest.store.Reconciliations.Standing;
import io.throughline.ingest.store.ShopDays;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far each shop was compared with its storefront, and which changes no webhook had told of. */
@RestController
@RequestMapping("/admin/reconciliation")
@Allows(Role.SERVICE)
class ReconciliationApi {

    private final Reconciliations reconciliations;
    private final Gaps gaps;
    private final ShopDays days;
    private final Clock clock;

    ReconciliationApi(Reconciliations reconciliations, Gaps gaps, ShopDays days, Clock clock) {
        this.reconciliations = reconciliations;
        this.gaps = gaps;
        this.days = days;
        this.clock = clock;
    }

    @GetMapping
    List<Standing> shops() {
        return reconciliations.list();
    }

    /**
     * Gaps in the order in which they were found.
     *
     * @param open only those that were not made good
     * @param newest those that were not made good before the others, each the newest first; a single page
     * @param after the last {@code gapId} of the page before
     */
    @GetMapping("/gaps")
    List<Gap> gaps(
            @RequestParam Optional<Boolean> open,
            @RequestParam Optional<Boolean> newest,
            @RequestParam Optional<Long> after,
            @RequestParam Optional<Integer> limit) {
        return newest.orElse(false)
                ? gaps.newest(open.orElse(false), Pages.limit(limit))
                : gaps.list(open.orElse(false), after.orElse(0L), Pages.limit(limit));
    }

    /**
     * Days that are over, newest first: what each shop lists as placed on them, and what is held of it.
     *
     * @param open only those that do not agree
     */
    @GetMapping("/days")
    List<ShopDays.Standing> days(@RequestParam Optional<Boolean> open, @RequestParam Optional<Integer> limit) {
        return days.list(open.orElse(false), clock.instant(), Pages.limit(limit));
    }
}
