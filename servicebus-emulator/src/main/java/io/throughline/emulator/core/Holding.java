package io.throughline.emulator.core;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A store with its dead-letter sub-queue: what a queue and a subscription have in common. */
final class Holding implements Source {

    private final MessageStore store;
    private final MessageStore deadLetters;
    private final Function<String, Destination> destinations;
    private final Gate gate;

    Holding(String path, QueueSettings settings, Context context, Function<String, Destination> destinations) {
        this.destinations = destinations;
        this.gate = new Gate(path, Profile.created(context.timers().now()));
        this.deadLetters = new MessageStore(path + Namespace.DEAD_LETTERS, settings.forDeadLetters(), context, null);
        this.store = new MessageStore(path, settings, context, this::bury);
    }

    /** Passes a message on if the entity forwards. One that is refused there ends among the dead letters here. */
    boolean forwards(StoredMessage stored) {
        var next = store.settings().forwardTo();
        if (next == null) {
            return false;
        }
        try {
            destinations.apply(next).submit(List.of(stored.message));
        } catch (Refusal refusal) {
            keep(stored, Settlement.DeadLetter.because("ForwardingFailed", refusal.getMessage(), Map.of()));
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

    private void bury(StoredMessage dead, Settlement.DeadLetter letter) {
        var elsewhere = store.settings().forwardDeadLettersTo();
        if (elsewhere == null) {
            keep(dead, letter);
            return;
        }
        try {
            destinations.apply(elsewhere).submit(List.of(dead.message.with(letter.changes())));
        } catch (Refusal refusal) {
            // Nobody is there to be told: it must not get lost.
            keep(dead, letter);
        }
    }

    private void keep(StoredMessage dead, Settlement.DeadLetter letter) {
        var moved = new StoredMessage(
                dead.sequence(), dead.enqueuedSequence(), dead.message.with(letter.changes()), dead.enqueuedAt);
        moved.deliveryCount = dead.deliveryCount;
        deadLetters.keep(moved);
    }

    Gate gate() {
        return gate;
    }

    EntityCounts counts(int scheduled) {
        return store.counts(scheduled, deadLetters.all().size());
    }

    void change(QueueSettings settings, Profile profile) {
        gate.change(profile);
        store.change(settings);
        deadLetters.change(settings.forDeadLetters());
        for (var each : List.of(store, deadLetters)) {
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
        for (var each : List.of(store, deadLetters)) {
            each.close(Refusal.unknownEntity(each.path()));
            each.clear();
        }
    }

    MessageStore deadLetters() {
        return deadLetters;
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
