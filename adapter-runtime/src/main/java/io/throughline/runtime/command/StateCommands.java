package io.throughline.runtime.command;

import io.throughline.events.command.AdoptIntegration;
import io.throughline.events.command.DiscardOrder;
import io.throughline.events.command.LiftDiscard;
import io.throughline.events.command.PauseDeliveries;
import io.throughline.events.command.ResumeDeliveries;
import io.throughline.events.command.StateCommand;
import io.throughline.events.command.SteerSet;
import io.throughline.events.outcome.Answer;
import io.throughline.runtime.store.Adoptions;
import io.throughline.runtime.store.CommandLog;
import io.throughline.runtime.store.CommandTables;
import io.throughline.runtime.store.DeliveryId;
import io.throughline.runtime.store.Discards;
import io.throughline.runtime.store.FrozenSets;
import io.throughline.runtime.store.ParkedDeliveries;
import io.throughline.runtime.store.Pauses;
import io.throughline.runtime.store.Standing;
import java.util.Optional;

/** Obeys commands that say how something is to be from now on, inside the caller's transaction. */
public final class StateCommands {

    private final CommandLog log;
    private final ParkedDeliveries deliveries;
    private final Discards discards;
    private final FrozenSets sets;
    private final Adoptions adoptions;
    private final PauseCommands pauses;

    public StateCommands(CommandTables tables, Pauses pauses) {
        this.log = tables.log();
        this.deliveries = tables.deliveries();
        this.discards = tables.discards();
        this.sets = tables.frozen();
        this.adoptions = tables.adoptions();
        this.pauses = new PauseCommands(pauses);
    }

    /** Empty while something stands in its way that passes by itself. */
    Optional<Reply> obey(StateCommand command) {
        if (command instanceof DiscardOrder discard && !discards.take(discard.orderRef(), false)) {
            return Optional.empty();
        }
        return Optional.of(log.counts(command, word(command)) ? counting(command) : new Reply(Answer.SUPERSEDED, ""));
    }

    /** Kept beside the revision, for what arrives later than what is said about it. */
    private static String word(StateCommand command) {
        return command instanceof SteerSet steer ? steer.steering().name() : command.kind();
    }

    private Reply counting(StateCommand command) {
        return switch (command) {
            case DiscardOrder discard -> discard(discard);
            case LiftDiscard lift -> changed(discards.lift(lift.orderRef()));
            case SteerSet steer -> changed(sets.steer(steer.setId(), steer.steering()));
            case PauseDeliveries pause -> new Reply(pauses.pause(pause), "");
            case ResumeDeliveries resume -> new Reply(pauses.resume(resume), "");
            case AdoptIntegration adopt -> adopt(adopt);
        };
    }

    private Reply adopt(AdoptIntegration command) {
        adoptions.adopt(command);
        return Reply.done();
    }

    private static Reply changed(boolean changed) {
        return changed ? Reply.done() : Reply.alreadyDone("");
    }

    private Reply discard(DiscardOrder discard) {
        int before = discard.fromSequence() - 1;
        if (before > 0 && deliveries.standing(new DeliveryId(discard.orderRef(), before)) != Standing.FINISHED) {
            return Reply.refused("Delivery " + before + " of this order is not finished: decide about that one first");
        }
        discards.take(discard.orderRef(), true);
        discards.beginRule(discard.orderRef(), discard);
        return Reply.done();
    }
}
