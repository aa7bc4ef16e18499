package io.throughline.dashboard.alert;

import io.throughline.dashboard.intake.ShopRecords.Unreachable;
import io.throughline.dashboard.ledger.AuditCheck;
import io.throughline.dashboard.ledger.Concerns;
import io.throughline.dashboard.ledger.Surroundings;
import io.throughline.dashboard.store.AlertSigns;
import io.throughline.dashboard.store.AuditWatch;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this instance sees of ingest and of the broker. */
@Component
class Eyes {

    private final Senses senses;
    private final AlertSigns signs;
    private final AuditWatch audit;
    private final AlertProperties properties;
    private final Instant started;

    Eyes(Senses senses, AlertSigns signs, AuditWatch audit, AlertProperties properties, Clock clock) {
        this.senses = senses;
        this.signs = signs;
        this.audit = audit;
        this.properties = properties;
        this.started = clock.instant();
    }

    Surroundings at(Instant now) {
        Instant unreachableSince = senses.publishing().unreachableSince().orElse(null);
        return new Surroundings(
                now,
                senses.publishing().latest().orElse(null),
                unreachableSince,
                deafSince(now),
                signs.outbox(),
                concerns(unreachableSince == null).owing(signs.erasuresSince(now)),
                audit.latest().map(AuditCheck::broken).orElse(null));
    }

    /** Whoever does not answer is not asked more: that alone is what there is to tell. */
    private Concerns concerns(boolean answers) {
        try {
            return answers ? senses.shops().concerns() : Concerns.NONE;
        } catch (Unreachable untold) {
            return Concerns.NONE;
        }
    }

    private @Nullable Instant deafSince(Instant now) {
        Instant heard = senses.outcomes().reception().confirmed().orElse(started);
        return heard.isBefore(now.minus(properties.deafAfter())) ? heard : null;
    }
}
