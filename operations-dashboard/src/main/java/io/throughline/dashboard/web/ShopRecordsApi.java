package io.throughline.dashboard.web;

import io.throughline.dashboard.intake.ShopRecords;
import io.throughline.dashboard.intake.ShopRecords.Quarantine;
import io.throughline.dashboard.intake.ShopRecords.Reconciliation;
import io.throughline.dashboard.intake.ShopRecords.Unreachable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the pages about shops show, for programs; 503 while ingest cannot be asked. */
@RestController
@RequestMapping("/api")
class ShopRecordsApi {

    private final ShopRecords shops;

    ShopRecordsApi(ShopRecords shops) {
        this.shops = shops;
    }

    @GetMapping("/quarantine")
    Quarantine quarantine() {
        try {
            return shops.quarantine();
        } catch (Unreachable unreachable) {
            throw unavailable(unreachable);
        }
    }

    @GetMapping("/reconciliation")
    Reconciliation reconciliation() {
        try {
            return shops.reconciliation();
        } catch (Unreachable unreachable) {
            throw unavailable(unreachable);
        }
    }

    private static ResponseStatusException unavailable(Unreachable unreachable) {
        return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, unreachable.getMessage(), unreachable);
    }
}
