package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.FailureGroup;
import io.throughline.dashboard.ledger.FailureGroup.Decision;
import io.throughline.dashboard.ledger.FailureGroup.State;
import io.throughline.dashboard.ledger.Parked;
import io.throughline.dashboard.store.FailureStore;
import io.throughline.dashboard.store.ParkedStore;
import io.throughline.dashboard.web.Commands.Target;
import io.throughline.dashboard.web.Commands.Who;
import io.throughline.dashboard.web.FourEyes.Given;
import io.throughline.events.command.RetrySet;
import io.throughline.events.command.Selection;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** What people do about groups of failures, on pages and through the API alike. */
@Component
class Failures {

    private final FailureStore store;
    private final ParkedStore parked;
    private final Commands commands;

    Failures(FailureStore store, ParkedStore parked, Commands commands) {
        this.parked = parked;
        this.store = store;
        this.commands = commands;
    }

    /** Bound from the path's variables. */
    record Key(String integration, String cause) {}

    /** What somebody wishes to write down about a group. */
    record Wish(State state, String owner, String note) {}

    List<FailureGroup> all() {
        return store.groups();
    }

    /** @throws ResponseStatusException 404 when nothing failed there for this cause */
    FailureGroup one(Key key) {
        return store.group(key.integration, key.cause)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "Nothing failed there for this cause"));
    }

    /** @throws ResponseStatusException 404 when there is no such group */
    FailureGroup decide(Key key, Wish wish, String actor) {
        store.decide(
                one(key),
                new Decision(
                        wish.state,
                        wish.owner.strip(),
                        wish.note.strip(),
                        new FailureGroup.By(actor, Acting.word(), store.now())));
        return one(key);
    }

    /**
     * Tries again whatever is parked for this cause.
     *
     * @param planned how many there were when it was decided
     * @throws ResponseStatusException 404 when there is no such group, 409 when it is another number by now
     */
    Given retry(Key key, long planned, Who who) {
        FailureGroup group = one(key);
        long deliveries = group.parked().deliveries();
        if (deliveries == 0 || deliveries != planned) {
            throw otherNumber(planned, deliveries);
        }
        Selection selection = group.fingerprint()
                .map(fingerprint -> new Selection(fingerprint, null, null, null))
                .orElseGet(() -> new Selection(null, group.code(), null, null));
        return commands.aboutIntegration(
                key.integration,
                who,
                stamp -> new RetrySet(stamp.commandId(), stamp.integration(), stamp.by(), selection));
    }

    /**
     * What a discard of the group would end: those that are parked the longest, as many as a list may have. Frozen
     * here, for the second person agrees to these and no others.
     */
    List<Parked> discardable(Key key) {
        return parked.parkedFor(key.integration, key.cause);
    }

    /**
     * Ends what is parked for this cause without an effect.
     *
     * @param planned how many there were when it was decided
     * @throws ResponseStatusException 404 when there is no such group, 409 when it is another number by now
     */
    Given discard(Key key, long planned, Who who) {
        one(key);
        List<Parked> found = discardable(key);
        if (found.isEmpty() || found.size() != planned) {
            throw otherNumber(planned, found.size());
        }
        return commands.discard(
                found.stream()
                        .map(one -> new Target(one.integration(), one.orderRef(), one.sequence()))
                        .toList(),
                who);
    }

    private static ResponseStatusException otherNumber(long planned, long parked) {
        return new ResponseStatusException(
                HttpStatus.CONFLICT, "Planned for " + planned + " deliveries, but " + parked + " are parked now");
    }
}
