package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.AbsentDelivery;
import io.throughline.dashboard.ledger.GivenCommand;
import io.throughline.dashboard.store.CommandStore;
import io.throughline.dashboard.store.GivenCommands;
import io.throughline.dashboard.store.ParkedStore;
import io.throughline.dashboard.web.FourEyes.Given;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Command;
import io.throughline.events.command.ErasePerson;
import io.throughline.events.command.RedeliverDelivery;
import io.throughline.events.command.ReprocessWebhooks;
import io.throughline.events.command.SteerSet;
import io.throughline.events.command.Steering;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Gives commands in the name of whoever is logged in, about what is there. */
@Component
class Commands {

    private static final String INGEST = "order-ingest-service";

    private final ParkedStore parked;
    private final CommandStore store;
    private final GivenCommands given;
    private final FourEyes fourEyes;

    Commands(ParkedStore parked, CommandStore store, GivenCommands given, FourEyes fourEyes) {
        this.parked = parked;
        this.store = store;
        this.given = given;
        this.fourEyes = fourEyes;
    }

    /** A delivery. */
    record Target(String integration, UUID orderRef, int sequence) {}

    /** Whose word it is. */
    record Who(String actor, String reason) {}

    /** What every command has. */
    record Stamp(UUID commandId, String integration, Authority by) {}

    /** @throws ResponseStatusException 404 when there is no such delivery, 409 when it is not parked (any more) */
    Given aboutParked(Target target, Who who, Function<Stamp, Command> wish) {
        if (!parked.isParked(target.integration, target.orderRef, target.sequence)) {
            throw store.hasReported(target.integration, target.orderRef, target.sequence)
                    ? new ResponseStatusException(HttpStatus.CONFLICT, "This delivery is not parked, or not any more")
                    : noDelivery();
        }
        return give(target.integration, who, wish);
    }

    /** @throws ResponseStatusException 404 when the integration told of no such delivery */
    Given aboutReported(Target target, Who who, Function<Stamp, Command> wish) {
        if (!store.hasReported(target.integration, target.orderRef, target.sequence)) {
            throw noDelivery();
        }
        return give(target.integration, who, wish);
    }

    /** @throws ResponseStatusException 404 when no integration of this name was ever heard */
    Given aboutIntegration(String integration, Who who, Function<Stamp, Command> wish) {
        if (!store.knows(integration)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No integration is called so");
        }
        return give(integration, who, wish);
    }

    private Given aboutSet(UUID set, Who who, Function<Stamp, Command> wish) {
        GivenCommand.Given begun = given.given(set)
                .filter(command -> command.kind().equals("retry-set"))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such set was begun here"));
        return give(begun.integration(), who, wish);
    }

    /** @throws ResponseStatusException 404 when no set was begun by this command */
    Given steer(UUID set, Steering steering, Who who) {
        return aboutSet(
                set,
                who,
                stamp -> new SteerSet(
                        stamp.commandId(), stamp.integration(), stamp.by(), nextRevision(), set, steering));
    }

    /** Higher than that of every command given before. */
    long nextRevision() {
        return store.nextRevision();
    }

    String orderKey(Target target) {
        return store.orderKey(target.integration, target.orderRef);
    }

    /** @throws ResponseStatusException 404 when no event of the order was seen */
    Given erasePerson(String orderKey, Who who) {
        if (!store.knowsOrder(orderKey)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No event of this order was seen");
        }
        return give(
                INGEST, who, stamp -> new ErasePerson(stamp.commandId(), stamp.integration(), stamp.by(), orderKey));
    }

    /** Webhooks that one cause put aside in one shop. */
    record PutAside(String source, String shop, String code) {}

    /** @throws ResponseStatusException 400 when no cause or shop can be called so */
    Given reprocess(PutAside webhooks, Who who) {
        try {
            return give(INGEST, who, stamp -> reprocess(webhooks, stamp));
        } catch (IllegalArgumentException unlikely) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, unlikely.getMessage(), unlikely);
        }
    }

    private static Command reprocess(PutAside webhooks, Stamp stamp) {
        return new ReprocessWebhooks(
                stamp.commandId(), stamp.integration(), stamp.by(), webhooks.source, webhooks.shop, webhooks.code);
    }

    /** Ends parked deliveries without an effect, with a command each. */
    Given discard(List<Target> targets, Who who) {
        return fourEyes.give(targets.stream()
                .map(target -> command(target.integration, who, stamp -> CommandApi.discard(stamp, target)))
                .toList());
    }

    /**
     * Carries finished deliveries out again, with a command each, of one order the earlier one first. The effect keys
     * stay, so nothing is made twice.
     */
    Given redeliver(List<AbsentDelivery> absent, Who who) {
        return fourEyes.give(absent.stream()
                .sorted(Comparator.comparingInt(AbsentDelivery::sequence))
                .map(one -> command(
                        one.integration(),
                        who,
                        stamp -> new RedeliverDelivery(
                                stamp.commandId(),
                                stamp.integration(),
                                stamp.by(),
                                one.orderRef(),
                                one.sequence(),
                                one.orderKey())))
                .toList());
    }

    private Given give(String integration, Who who, Function<Stamp, Command> wish) {
        return fourEyes.give(List.of(command(integration, who, wish)));
    }

    private static Command command(String integration, Who who, Function<Stamp, Command> wish) {
        Authority by = new Authority(who.actor, Acting.word(), who.reason.strip());
        return wish.apply(new Stamp(UUID.randomUUID(), integration, by));
    }

    private static ResponseStatusException noDelivery() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "The integration told of no such delivery");
    }
}
