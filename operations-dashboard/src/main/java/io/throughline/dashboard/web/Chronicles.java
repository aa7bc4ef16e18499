package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Chronicle;
import io.throughline.dashboard.ledger.History;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.store.ChronicleStore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** What an integration's charts show, on pages and through the API alike. */
@Component
class Chronicles {

    private final LedgerReading ledger;
    private final ChronicleStore store;

    Chronicles(LedgerReading ledger, ChronicleStore store) {
        this.ledger = ledger;
        this.store = store;
    }

    /** @throws ResponseStatusException 404 when no integration is called so */
    Chronicle of(String integration, Window window) {
        History history = ledger.of(window).histories().get(integration);
        if (history == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No integration is called so");
        }
        return store.of(integration, window, history.points());
    }
}
