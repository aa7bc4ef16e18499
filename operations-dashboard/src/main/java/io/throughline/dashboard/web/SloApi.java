package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Slo;
import io.throughline.dashboard.store.SloStore;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Promises and what became of them, for programs. */
@RestController
@RequestMapping("/api/slo")
class SloApi {

    private final SloStore slos;

    SloApi(SloStore slos) {
        this.slos = slos;
    }

    /** Those that burn come first, then those with the least left. */
    @GetMapping
    List<Slo> all() {
        return slos.all();
    }

    /** What was left of the budget, oldest first, for the 30 days before each instant. */
    @GetMapping("/{integration}/history")
    List<SloStore.Left> history(@PathVariable String integration) {
        List<SloStore.Left> points = slos.budget(integration);
        if (points.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No integration of this name promised anything");
        }
        return points;
    }
}
