package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.History;
import io.throughline.dashboard.ledger.Overview;
import java.util.Map;

/** How everything stands and what it did, as everybody who looks now is told. */
record Reading(Overview overview, Map<String, History> histories) {

    History history(String integration) {
        return histories.getOrDefault(integration, History.NONE);
    }
}
