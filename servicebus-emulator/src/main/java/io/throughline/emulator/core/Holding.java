package io.throughline.emulator.core;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A store with its dead-letter sub-queues: what a queue and a subscription have in common. */
final class Holding implements Source {

    private final MessageStore store;
    private final MessageStore deadLetters;
    private final MessageStore transferDeadLetters;
    private final Function<String, Destination> destinations;
    private final Gate gate;

    Holding(String path, QueueSettings settings, Context context, Function<String, Destination> destinations) {
        this.destinations = destinations;
        this.gate = new Gate(path, Profile.created(context.timers().now()));
        this.deadLetters = new MessageStore(path + Namespace.DEAD_LETTERS, settings.forDeadLetters(), context, null);
        this.transferDeadLetters =
                new MessageStore(path + Namespace.TRANSFER_DEAD_LETTERS, settings.forDeadLetters(), context, null);
        this.store = new MessageStore(path, settings, context, this::bury);
    }

    /** Passes a message on if the entity forwards. One that is refused there ends among the transfer dead letters. */
    boolean forwards(StoredMessage stored) {
        var next = store.settings().forwardTo();
        if (next == null) {
            return false;
        }
        try {
            passOn(stored.message, Passage.next(stored, null), next);
        } catch (Refusal refusal) {
            keep(stored, notPassedOn(stored, refusal), transferDeadLetters);
        }
        return true;
    }

    /** A copy of a topic's message cannot be refused: without a session, where one is required, it is a dead letter. */
    boolean lacksSession(StoredMessage stored) {
        var lacks =
                store.settings().requiresSession() && stored.message.sessionId().isEmpty();
        if (lacks) {
            bury(stored, DeadLetters.NO_SESSION);
        }
        return lacks;
    }

    private void passOn(Message message, Passage passage, String to) {
        if (passage.isTooLong()) {
            throw new Refusal(
                    Refusal.Reason.NOT_ALLOWED, "The message was passed on " + Passage.MAX_HOPS + " times already.");
        }
        destinations.apply(to).submit(List.of(message.passedOn(passage)));
    }

    private static Settlement.DeadLetter notPassedOn(StoredMessage stored, Refusal refusal) {
        var reason = Passage.next(stored, null).isTooLong() ? "MaxTransferHopCountExceeded" : "ForwardingFailed";
        return Settlement.DeadLetter.because(reason, refusal.getMessage(), Map.of());
    }

    private void bury(StoredMessage dead, Settlement.DeadLetter letter) {
        var elsewhere = store.settings().forwardDeadLettersTo();
        if (elsewhere == null) {
            keep(dead, letter, deadLetters);
            return;
        }
        try {
            passOn(dead.message.with(letter.changes()), Passage.next(dead, store.path()), elsewhere);
        } catch (Refusal refusal) {
            // Why it died says more than why it could not be passed on.
            keep(dead, letter, transferDeadLetters);
        }
    }

    private static void keep(StoredMessage dead, Settlement.DeadLetter letter, MessageStore place) {
        var moved = new StoredMessage(
                dead.sequence(), dead.enqueuedSequence(), dead.message.with(letter.changes()), dead.enqueuedAt);
        moved.deliveryCount = dead.deliveryCount;
        place.keep(moved);
    }

    Gate gate() {
        return gate;
    }

    EntityCounts counts(int scheduled) {
        return store.counts(
                scheduled, deadLetters.all().size(), transferDeadLetters.all().size());
    }

    void change(QueueSettings settings, Profile profile) {
        gate.change(profile);
        store.change(settings);
        deadLetters.change(settings.forDeadLetters());
        transferDeadLetters.change(settings.forDeadLetters());
        for (var each : List.of(store, deadLetters, transferDeadLetters)) {
            if (profile.status().receives()) {
                each.open();
            } else {
                each.close(Refusal.disabled(store.path()));
            }
        }
    }

    /** Its receivers end, its messages are gone, and nothing of them happens any more. */
    void remove() {
        gate.remove();
        for (var each : List.of(store, deadLetters, transferDeadLetters)) {
            each.close(Refusal.unknownEntity(each.path()));
            each.clear();
        }
    }

    /** The sub-queue with this suffix of its path. */
    MessageStore deadLetters(String suffix) {
        return suffix.equals(Namespace.DEAD_LETTERS) ? deadLetters : transferDeadLetters;
    }

    @Override
    public MessageStore store() {
        return store;
    }

    @Override
    public List<StoredMessage> peek(long from, int most) {
        return store.peek(from, most);
    }
}
