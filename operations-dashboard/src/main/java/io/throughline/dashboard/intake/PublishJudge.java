package io.throughline.dashboard.intake;

import io.throughline.backbone.servicebus.Reception;
import io.throughline.dashboard.ledger.Publishing;
import io.throughline.dashboard.ledger.Sight;
import io.throughline.dashboard.store.PublishLedger;
import io.throughline.dashboard.store.PublishLedger.Overdue;
import io.throughline.dashboard.store.PublishLedger.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Says which events are missing on topic {@code orders}, or that it cannot say. */
final class PublishJudge {

    private final PublishLedger ledger;
    private final Orders orders;
    private final LogProperties properties;
    private final Clock clock;
    private final Instant started;

    /**
     * How surely topic {@code orders} is received.
     *
     * @param since without interruption; absent while it is not
     * @param confirmed when that was last certain
     */
    record Orders(Supplier<Optional<Instant>> since, Supplier<Optional<Instant>> confirmed) {

        static Orders of(Reception reception) {
            return new Orders(reception::since, reception::confirmed);
        }
    }

    PublishJudge(PublishLedger ledger, Orders orders, LogProperties properties, Clock clock) {
        this.ledger = ledger;
        this.orders = orders;
        this.properties = properties;
        this.clock = clock;
        this.started = clock.instant();
    }

    Publishing judge() {
        Place place = ledger.place();
        Sight sight = sight(place);
        Optional<Instant> blind = sight.blindSince(properties.blindAfter());
        if (blind.isPresent() || !sight.isSteady(properties.lock())) {
            return new Publishing(place.readUpTo(), blind.orElse(null), null, List.of());
        }
        Overdue overdue = ledger.overdue(
                sight.overdueBefore(properties.publishWithin(), properties.grace()),
                sight.now().minus(properties.publishWithin()),
                properties.named());
        return new Publishing(place.readUpTo(), null, overdue.count(), overdue.oldest());
    }

    private Sight sight(Place place) {
        return new Sight(
                clock.instant(),
                place.readUpTo() == null ? place.since() : place.readUpTo(),
                orders.since.get().orElse(null),
                orders.confirmed.get().orElse(started));
    }
}
