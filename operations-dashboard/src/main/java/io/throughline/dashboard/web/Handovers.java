package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.FailureGroup.By;
import io.throughline.dashboard.ledger.Handover;
import io.throughline.dashboard.ledger.Overview;
import io.throughline.dashboard.ledger.Window;
import io.throughline.dashboard.store.HandoverStore;
import io.throughline.dashboard.store.Happenings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The change of shift: what happened since, and who took over. */
@Component
class Handovers {

    /** A shift, for whoever never took over. */
    private static final Duration SHIFT = Duration.ofHours(12);

    /** Who was away for longer reads the pages themselves. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private final LedgerReading ledger;
    private final Happenings happenings;
    private final HandoverStore store;
    private final Clock clock;

    Handovers(LedgerReading ledger, Happenings happenings, HandoverStore store, Clock clock) {
        this.ledger = ledger;
        this.happenings = happenings;
        this.store = store;
        this.clock = clock;
    }

    /** @param since the reader's last handover, or else a shift ago, unless it is given */
    Handover of(@Nullable Instant since, String actor) {
        Overview now = ledger.of(Window.DAY).overview();
        Instant from = from(since, actor, clock.instant());
        return Handover.of(from, now, happenings.between(from, now.at()));
    }

    private Instant from(@Nullable Instant since, String actor, Instant now) {
        Instant wanted = since == null ? store.last(actor).orElse(now.minus(SHIFT)) : since;
        Instant earliest = now.minus(LONGEST);
        return wanted.isBefore(earliest) ? earliest : wanted.isAfter(now) ? now : wanted;
    }

    /** The next handover of this person begins here. */
    void take(Instant since, String actor) {
        store.take(new By(actor, Acting.word(), clock.instant()), since);
    }
}
