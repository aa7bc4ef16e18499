package io.throughline.emulator.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done all together or not at all. Until it is committed nobody sees any of it, and nothing holds what it
 * is about: a message may be settled otherwise, or its lock may end, and then the commit fails. So it does once any of
 * it was refused: the SDK overlooks that a send was, and would lose the message without a word.
 */
public final class Transaction {

    private final int maxMessages;
    private final Map<Destination, List<Message>> sent = new LinkedHashMap<>();
    private final Set<UUID> settled = new HashSet<>();
    private final List<Runnable> checks = new ArrayList<>();
    private final List<Runnable> actions = new ArrayList<>();
    private int messages;
    private @Nullable Refusal spoilt;

    Transaction(int maxMessages) {
        this.maxMessages = maxMessages;
    }

    /** Sends on commit; refused now if it would be refused now outside of a transaction. */
    public void send(Destination destination, List<Message> batch) {
        orSpoil(() -> admit(destination, batch));
        actions.add(() -> destination.place(destination.number(batch.size()), batch));
    }

    /** As {@link #send}, but numbers the messages at once; the numbers are lost with the transaction. */
    public List<Long> schedule(Destination destination, List<Message> batch) {
        orSpoil(() -> admit(destination, batch));
        var numbers = destination.number(batch.size());
        actions.add(() -> destination.place(numbers, batch));
        return numbers;
    }

    private void admit(Destination destination, List<Message> batch) {
        requireRoom(batch.size());
        var all = new ArrayList<>(sent.getOrDefault(destination, List.of()));
        all.addAll(batch);
        destination.require(all);
        sent.put(destination, all);
        messages += batch.size();
    }

    /** Settles on commit; until then, and if it comes to nothing, the message is locked as long as its lock lasts. */
    public void settle(MessageStore store, UUID token, Settlement settlement) {
        orSpoil(() -> admit(store, token));
        checks.add(() -> store.requireLock(token));
        actions.add(() -> store.settle(token, settlement));
    }

    private void admit(MessageStore store, UUID token) {
        requireRoom(1);
        store.requireLock(token);
        if (!settled.add(token)) {
            throw store.lockLost();
        }
        messages++;
    }

    private void orSpoil(Runnable admission) {
        try {
            admission.run();
        } catch (Refusal refusal) {
            spoil(refusal);
            throw refusal;
        }
    }

    /** From now on it can only be rolled back. */
    void spoil(Refusal why) {
        spoilt = spoilt == null ? why : spoilt;
    }

    private void requireRoom(int more) {
        if (messages + more > maxMessages) {
            throw new Refusal(
                    Refusal.Reason.QUOTA_EXCEEDED,
                    "A single transaction sends and settles no more than " + maxMessages + " messages.");
        }
    }

    boolean isEmpty() {
        return actions.isEmpty();
    }

    /** Does all of it, or refuses and does nothing. */
    void commit() {
        if (spoilt != null) {
            throw new Refusal(spoilt.reason(), "Something in the transaction was refused: " + spoilt.getMessage());
        }
        sent.forEach(Destination::require);
        checks.forEach(Runnable::run);
        // From here on nothing may refuse: what was asked above is not asked again.
        actions.forEach(Runnable::run);
    }
}
