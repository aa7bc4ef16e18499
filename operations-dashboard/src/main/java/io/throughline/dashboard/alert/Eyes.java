package io.throughline.dashboard.alert;

import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.dashboard.intake.PublishWatch;
import io.throughline.dashboard.ledger.Surroundings;
import io.throughline.dashboard.store.AlertSigns;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What this instance sees of ingest and of the broker. */
@Component
class Eyes {

    private final PublishWatch publishing;
    private final BatchReceiver outcomes;
    private final AlertSigns signs;
    private final AlertProperties properties;
    private final Instant started;

    Eyes(
            PublishWatch publishing,
            @Qualifier("outcomes") BatchReceiver outcomes,
            AlertSigns signs,
            AlertProperties properties,
            Clock clock) {
        this.publishing = publishing;
        this.outcomes = outcomes;
        this.signs = signs;
        this.properties = properties;
        this.started = clock.instant();
    }

    Surroundings at(Instant now) {
        return new Surroundings(
                now,
                publishing.latest().orElse(null),
                publishing.unreachableSince().orElse(null),
                deafSince(now),
                signs.outbox());
    }

    private @Nullable Instant deafSince(Instant now) {
        Instant heard = outcomes.reception().confirmed().orElse(started);
        return heard.isBefore(now.minus(properties.deafAfter())) ? heard : null;
    }
}
