package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Maintenance;
import io.throughline.dashboard.store.CommandStore;
import io.throughline.dashboard.store.MaintenanceStore;
import io.throughline.dashboard.web.Commands.Who;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Planned maintenance, on pages and through the API alike. */
@Component
class Maintenances {

    private final MaintenanceStore store;
    private final CommandStore integrations;
    private final MaintenanceProperties properties;

    Maintenances(MaintenanceStore store, CommandStore integrations, MaintenanceProperties properties) {
        this.store = store;
        this.integrations = integrations;
        this.properties = properties;
    }

    List<Maintenance> inForce() {
        return store.inForce();
    }

    /** Read anew: whoever said something sees it at once. */
    Optional<Maintenance> of(String integration) {
        return inForce().stream()
                .filter(one -> one.integration().equals(integration))
                .findFirst();
    }

    long longestMinutes() {
        return properties.longest().toMinutes();
    }

    /**
     * From now on, instead of what was said before.
     *
     * @throws ResponseStatusException 404 when no integration is called so, 400 when it is too long or no time at all
     */
    Maintenance begin(String integration, long minutes, Who who) {
        if (!integrations.knows(integration)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No integration is called so");
        }
        if (minutes < 1 || minutes > longestMinutes()) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "Maintenance lasts 1 to " + longestMinutes() + " minutes");
        }
        return say(integration, Duration.ofMinutes(minutes), who);
    }

    /** @throws ResponseStatusException 409 when the integration is under none */
    Maintenance end(String integration, Who who) {
        if (of(integration).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "It is under no maintenance, or not any more");
        }
        return say(integration, Duration.ZERO, who);
    }

    private Maintenance say(String integration, Duration length, Who who) {
        Instant now = store.now();
        Maintenance said = new Maintenance(
                integration,
                now,
                now.plus(length),
                who.actor(),
                Acting.word(),
                who.reason().strip());
        store.append(said);
        return said;
    }
}
