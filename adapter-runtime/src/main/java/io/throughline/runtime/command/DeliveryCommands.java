package io.throughline.runtime.command;

import io.throughline.events.command.DeliveryCommand;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.EditDelivery;
import io.throughline.events.command.RedeliverDelivery;
import io.throughline.events.command.ResendDelivery;
import io.throughline.events.command.RetryDelivery;
import io.throughline.events.outcome.Answer;
import io.throughline.runtime.command.Editing.Edited;
import io.throughline.runtime.store.CommandTables;
import io.throughline.runtime.store.DeliveryId;
import io.throughline.runtime.store.Discards;
import io.throughline.runtime.store.ParkedDeliveries;
import io.throughline.runtime.store.ParkedDeliveries.Version;
import io.throughline.runtime.store.Redeliveries;
import io.throughline.runtime.store.Standing;
import java.util.Optional;

/** Obeys commands about one delivery, inside the caller's transaction. */
public final class DeliveryCommands {

    private final ParkedDeliveries parked;
    private final Discards discards;
    private final Redeliveries redeliveries;
    private final Editing editing = new Editing();

    public DeliveryCommands(CommandTables tables) {
        this.parked = tables.deliveries();
        this.discards = tables.discards();
        this.redeliveries = tables.redeliveries();
    }

    /** Empty while something stands in its way that passes by itself. */
    Optional<Reply> obey(DeliveryCommand command) {
        DeliveryId id = new DeliveryId(command.orderRef(), command.sequence());
        return switch (command) {
            case RetryDelivery retry -> Optional.of(parked.retry(id) ? Reply.done() : notParked(id));
            case EditDelivery edit -> Optional.of(edit(id, edit));
            case DiscardDelivery discard -> discard(id, discard);
            case ResendDelivery resend -> Optional.of(resend(id, resend));
            case RedeliverDelivery redeliver -> Optional.of(redeliver(id, redeliver));
        };
    }

    private Reply notParked(DeliveryId id) {
        return switch (parked.standing(id)) {
            case FINISHED -> Reply.alreadyDone("Finished");
            case OPEN -> Reply.alreadyDone("Not parked: it is due, waiting or held");
            case DISCARDING -> Reply.refused("It was decided to discard it");
            case UNKNOWN -> Reply.refused("There is no such delivery here");
            case PARKED -> throw new IllegalStateException("Parked, and not to be retried: " + id);
        };
    }

    private Reply edit(DeliveryId id, EditDelivery edit) {
        Optional<Version> version = parked.version(id);
        if (version.isEmpty()) {
            return notParked(id);
        }
        int number = version.get().number();
        if (number != edit.expectedVersion()) {
            return new Reply(
                    Answer.CONFLICT, "Somebody else edited it: version " + number + ", not " + edit.expectedVersion());
        }
        return switch (editing.edit(version.get().body(), edit.data())) {
            case Edited.Refused(String why) -> Reply.refused(why);
            case Edited.Valid(byte[] body) -> {
                parked.edit(id, number, body, edit);
                parked.retry(id);
                yield new Reply(Answer.DONE, "Version " + (number + 1));
            }
        };
    }

    private Optional<Reply> discard(DeliveryId id, DiscardDelivery discard) {
        Standing standing = parked.standing(id);
        if (standing != Standing.PARKED && standing != Standing.OPEN) {
            return Optional.of(standing == Standing.DISCARDING ? Reply.alreadyDone("Decided before") : notParked(id));
        }
        // An attempt that runs may succeed: what came of it decides first.
        if (!discards.take(id.orderRef(), false)) {
            return Optional.empty();
        }
        return Optional.of(discards.mark(id, discard) ? Reply.done() : notParked(id));
    }

    private Reply resend(DeliveryId id, ResendDelivery resend) {
        return switch (parked.standing(id)) {
            case PARKED -> {
                int key = redeliveries.nextKey(id);
                parked.retry(id);
                yield new Reply(Answer.DONE, "Effect key /" + key);
            }
            case FINISHED -> want(id, resend.orderKey(), resend, true);
            case OPEN -> Reply.refused("It is due, waiting or held: not carried out yet");
            case DISCARDING, UNKNOWN -> notParked(id);
        };
    }

    private Reply redeliver(DeliveryId id, RedeliverDelivery redeliver) {
        return switch (parked.standing(id)) {
            case PARKED, FINISHED -> want(id, redeliver.orderKey(), redeliver, false);
            case OPEN -> Reply.alreadyDone("Not parked: it is due, waiting or held");
            case DISCARDING, UNKNOWN -> notParked(id);
        };
    }

    private Reply want(DeliveryId id, String orderKey, DeliveryCommand command, boolean resend) {
        return redeliveries.want(id, orderKey, command.commandId(), resend)
                ? new Reply(Answer.ACCEPTED, "Asked of the log")
                : Reply.alreadyDone("Asked of the log before");
    }
}
