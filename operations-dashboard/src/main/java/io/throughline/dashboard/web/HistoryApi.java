package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Chronicle;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One integration over time, for programs. */
@RestController
class HistoryApi {

    private final Chronicles chronicles;

    HistoryApi(Chronicles chronicles) {
        this.chronicles = chronicles;
    }

    /** What is missing between its points did not happen. */
    @GetMapping("/api/integrations/{integration}/history")
    Chronicle history(@PathVariable String integration, @RequestParam(defaultValue = "24h") String window) {
        return chronicles.of(integration, Api.known(window));
    }
}
