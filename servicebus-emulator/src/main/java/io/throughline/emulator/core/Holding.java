package io.throughline.emulator.core;

import java.util.List;
import java.util.function.Function;

/** A store with its dead-letter sub-queue: what a queue and a subscription have in common. */
final class Holding implements Source {

    private final MessageStore store;
    private final MessageStore deadLetters;
    private final Function<String, Destination> destinations;

    Holding(String path, QueueSettings settings, Context context, Function<String, Destination> destinations) {
        this.destinations = destinations;
        this.deadLetters = new MessageStore(path + Namespace.DEAD_LETTERS, settings.forDeadLetters(), context, null);
        this.store = new MessageStore(path, settings, context, this::bury);
    }

    private void bury(StoredMessage dead, Settlement.DeadLetter letter) {
        var message = dead.message.with(letter.changes());
        var elsewhere = store.settings().forwardDeadLettersTo();
        if (elsewhere != null) {
            destinations.apply(elsewhere).submit(List.of(message));
            return;
        }
        var moved = new StoredMessage(dead.sequence(), dead.enqueuedSequence(), message, dead.enqueuedAt);
        moved.deliveryCount = dead.deliveryCount;
        deadLetters.put(moved, QueueSettings.UNLIMITED);
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
