package io.throughline.emulator.core;

import io.throughline.emulator.core.Timers.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The open transactions of one client. One that is not committed in time, or whose owner leaves, is rolled back. */
public final class Transactions {

    private record Open(Transaction transaction, Object owner, Timer timer) {}

    private final Timers timers;
    private final TransactionLimits limits;
    private final Map<UUID, Open> open = new HashMap<>();

    public Transactions(Namespace namespace) {
        this.timers = namespace.timers();
        this.limits = namespace.limits().transactions();
    }

    /** @param owner with whom it ends */
    public UUID declare(Object owner) {
        if (open.size() >= limits.maxOpen()) {
            throw new Refusal(
                    Refusal.Reason.QUOTA_EXCEEDED, "No more transactions: " + limits.maxOpen() + " are open here.");
        }
        var id = UUID.randomUUID();
        begin(id, new Transaction(limits.maxMessages()), owner);
        return id;
    }

    private void begin(UUID id, Transaction transaction, Object owner) {
        open.put(id, new Open(transaction, owner, timers.after(limits.longest(), () -> open.remove(id))));
    }

    /** An open transaction, to do something in it. Its time begins with the first operation. */
    public Transaction get(UUID id) {
        var found = Optional.ofNullable(open.get(id)).orElseThrow(() -> Refusal.unknownTransaction(id));
        if (found.transaction().isEmpty()) {
            found.timer().cancel();
            begin(id, found.transaction(), found.owner());
        }
        return found.transaction();
    }

    /** Makes sure that a transaction, if it is open, is never committed. */
    public void spoil(UUID id, Refusal why) {
        Optional.ofNullable(open.get(id)).ifPresent(each -> each.transaction().spoil(why));
    }

    /** Does all of it, or refuses and does nothing; either way the transaction is over. */
    public void commit(UUID id) {
        end(id).commit();
    }

    public void rollBack(UUID id) {
        end(id);
    }

    private Transaction end(UUID id) {
        var ended = Optional.ofNullable(open.remove(id)).orElseThrow(() -> Refusal.unknownTransaction(id));
        ended.timer().cancel();
        return ended.transaction();
    }

    /** Rolls back what is left of somebody who leaves. */
    public void leave(Object owner) {
        List.copyOf(open.entrySet()).stream()
                .filter(each -> each.getValue().owner().equals(owner))
                .forEach(each -> end(each.getKey()));
    }
}
