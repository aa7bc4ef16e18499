package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.AbsentDelivery;
import io.throughline.dashboard.store.AbsentStore;
import io.throughline.dashboard.store.CommandStore;
import io.throughline.dashboard.web.Commands.Target;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.dashboard.web.FourEyes.Given;
import io.throughline.events.command.Authority;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** What people do about deliveries that were reported and are not there, on pages and through the API alike. */
@Component
class Absences {

    private final AbsentStore store;
    private final CommandStore integrations;
    private final Commands commands;

    Absences(AbsentStore store, CommandStore integrations, Commands commands) {
        this.store = store;
        this.integrations = integrations;
        this.commands = commands;
    }

    /**
     * Longest known first, as many as a list may have.
     *
     * @throws ResponseStatusException 404 when no integration is called so
     */
    List<AbsentDelivery> all(String integration) {
        if (!integrations.knows(integration)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No integration is called so");
        }
        return store.open(integration);
    }

    /** Those of them that may be made now: of an order that ended since, what is made would stay. */
    static List<AbsentDelivery> deliverable(List<AbsentDelivery> all) {
        return all.stream().filter(one -> one.endedBy() == null).toList();
    }

    /** @throws ResponseStatusException 404 when it is not absent, or not any more */
    Given redeliver(Target target, Who who) {
        return commands.redeliver(List.of(one(target)), who);
    }

    /**
     * All but those of orders that ended since.
     *
     * @param planned how many there were when it was decided
     * @throws ResponseStatusException 404 when no integration is called so, 409 when it is another number by now
     */
    Given redeliver(String integration, long planned, Who who) {
        return commands.redeliver(expected(deliverable(all(integration)), planned), who);
    }

    /** @throws ResponseStatusException 404 when it is not absent, or not any more */
    int setAside(Target target, Who who) {
        return setAside(List.of(one(target)), who);
    }

    /**
     * All of them.
     *
     * @param planned how many there were when it was decided
     * @throws ResponseStatusException 404 when no integration is called so, 409 when it is another number by now
     */
    int setAside(String integration, long planned, Who who) {
        return setAside(expected(all(integration), planned), who);
    }

    private int setAside(List<AbsentDelivery> chosen, Who who) {
        return store.setAside(
                chosen, new Authority(who.actor(), Acting.word(), who.reason().strip()));
    }

    private AbsentDelivery one(Target target) {
        return store.open(target.integration(), target.orderRef(), target.sequence())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "This delivery is not known as absent, or not any more"));
    }

    private static List<AbsentDelivery> expected(List<AbsentDelivery> found, long planned) {
        if (found.isEmpty() || found.size() != planned) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "Planned for " + planned + " deliveries, but it would be " + found.size());
        }
        return found;
    }
}
