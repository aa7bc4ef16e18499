package io.throughline.dashboard.web;

import io.throughline.dashboard.intake.PublishWatch;
import io.throughline.dashboard.ledger.AuditCheck;
import io.throughline.dashboard.ledger.Deed;
import io.throughline.dashboard.ledger.Parked;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.store.AuditWatch;
import io.throughline.dashboard.store.DeedStore;
import io.throughline.dashboard.store.ParkedStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What pages show, for programs. */
@RestController
@RequestMapping("/api")
class Api {

    private final LedgerReading ledger;
    private final ParkedStore parked;
    private final PublishWatch publishing;
    private final DeedStore deeds;
    private final AuditWatch watch;

    Api(LedgerReading ledger, ParkedStore parked, PublishWatch publishing, DeedStore deeds, AuditWatch watch) {
        this.watch = watch;
        this.deeds = deeds;
        this.ledger = ledger;
        this.parked = parked;
        this.publishing = publishing;
    }

    @GetMapping({"/integrations", "/integrations/overview"})
    OverviewAnswer integrations(@RequestParam(defaultValue = "24h") String window) {
        return OverviewAnswer.of(ledger.of(known(window)), publishing.latest().orElse(null));
    }

    @GetMapping("/integrations/{integration}")
    OverviewAnswer.Integration integration(
            @PathVariable String integration, @RequestParam(defaultValue = "24h") String window) {
        Reading reading = ledger.of(known(window));
        return reading.overview()
                .standing(integration)
                .map(standing -> OverviewAnswer.Integration.of(standing, reading))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No integration is called so"));
    }

    /** @throws ResponseStatusException 400 when no window is called so */
    static Window known(String window) {
        return Window.named(window)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "A window is 1h, 24h or 30d"));
    }

    /** Who did what, newest first. */
    @GetMapping("/audit")
    List<Deed> audit(@RequestParam(required = false) @Nullable Instant before) {
        return before == null ? deeds.newest() : deeds.before(before);
    }

    /** Whether the audit log is as it was written, by its latest reading. */
    @GetMapping("/audit/chain")
    AuditCheck chain() {
        return watch.latest()
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE, "The audit log was not verified yet; try again"));
    }

    /** All of them, or those of one integration that share a cause. */
    @GetMapping("/parked")
    List<Parked> parked(
            @RequestParam(required = false) @Nullable String integration,
            @RequestParam(required = false) @Nullable String cause) {
        return integration == null || cause == null ? parked.parked() : parked.parkedFor(integration, cause);
    }
}
