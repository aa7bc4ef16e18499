package io.throughline.dashboard.web;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.store.HistoryStore;
import io.throughline.dashboard.store.LedgerStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The newest reading of the ledger, shared by everybody who looks: viewers cost the database nothing. */
@Component
class LedgerReading {

    private final LedgerStore ledger;
    private final HistoryStore history;
    private final News news;
    private final DashboardProperties properties;
    private final Clock clock;
    private final Map<Window, Reading> readings = new ConcurrentHashMap<>();

    LedgerReading(LedgerStore ledger, HistoryStore history, News news, DashboardProperties properties, Clock clock) {
        this.news = news;
        this.ledger = ledger;
        this.history = history;
        this.properties = properties;
        this.clock = clock;
    }

    Reading of(Window window) {
        return Objects.requireNonNull(
                readings.compute(window, (same, last) -> isFresh(last, window) ? last : read(window)));
    }

    private Reading read(Window window) {
        return new Reading(
                ledger.overview(window), history.within(window), news.firing(), news.maintenance(), news.drifts());
    }

    private boolean isFresh(@Nullable Reading last, Window window) {
        Duration refresh = window == Window.MONTH ? properties.refreshMonth() : properties.refresh();
        return last != null && last.overview().at().plus(refresh).isAfter(clock.instant());
    }
}
