package io.throughline.dashboard.ledger;

import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an integration said of one delivery.
 *
 * @param firstFinishedAt the earliest instant at which it was finished; absent while it is parked
 * @param firstParkedAt the earliest instant at which it was parked, finished since or not; absent when it never was
 */
public record Reported(
        String integration,
        DeliveryOutcome outcome,
        @Nullable Instant firstFinishedAt,
        @Nullable Instant firstParkedAt) {

    public static Reported of(String integration, DeliveryOutcome outcome) {
        boolean parked = outcome.result() == Result.PARKED;
        return new Reported(integration, outcome, parked ? null : outcome.at(), parked ? outcome.at() : null);
    }

    /** One report per delivery, because one statement cannot change a row twice. */
    public static List<Reported> newest(List<Reported> reports) {
        Map<Key, Reported> newest = new LinkedHashMap<>();
        reports.forEach(report -> newest.merge(report.key(), report, Reported::with));
        return new ArrayList<>(newest.values());
    }

    private Reported with(Reported other) {
        DeliveryOutcome higher = other.outcome.revision() > outcome.revision() ? other.outcome : outcome;
        return new Reported(
                integration,
                higher,
                earlier(firstFinishedAt, other.firstFinishedAt),
                earlier(firstParkedAt, other.firstParkedAt));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private Key key() {
        return new Key(integration, outcome.orderRef(), outcome.sequence());
    }

    private record Key(String integration, UUID orderRef, int sequence) {}
}
