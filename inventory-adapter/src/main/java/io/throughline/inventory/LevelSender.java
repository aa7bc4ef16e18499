package io.throughline.inventory;

import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Brings the inventory system to the ledger's levels. In one instance deliveries take turns per item; another instance
 * may send an older level after ours, so a level that moved while it was under way is sent again by whoever notices.
 */
@Component
class LevelSender {

    private final StockLedger ledger;
    private final InventoryClient client;
    private final InventoryProperties system;
    private final SkuLocks locks;

    LevelSender(StockLedger ledger, InventoryClient client, InventoryProperties system) {
        this.ledger = ledger;
        this.client = client;
        this.system = system;
        this.locks = new SkuLocks(system.lockWait());
    }

    /**
     * Sends what is not sent yet.
     *
     * @param always also what seems to be sent: an attempt that ended unclear may have left an older level behind
     * @return the system's id of the last adjustment; absent when there was nothing to send
     * @throws TransientFailure also {@code inventory-busy}
     * @throws PermanentFailure when an item was refused; the others are sent
     */
    Optional<String> send(Collection<String> skus, boolean always, String reason) {
        return locks.inTurn(skus, () -> {
            List<StockLevel> due = ledger.levels(skus).stream()
                    .filter(level -> always || !level.isSent())
                    .toList();
            return due.isEmpty() ? Optional.empty() : Optional.of(sendUntilStill(due, reason));
        });
    }

    private String sendUntilStill(List<StockLevel> first, String reason) {
        List<StockLevel> due = first;
        String transaction = "";
        for (int round = 0; round < system.maxRounds() && !due.isEmpty(); round++) {
            transaction = sendInBatches(due, reason);
            due = moved(due);
        }
        if (!due.isEmpty()) {
            // Of unknown effect: an older level of ours may have arrived last, so the next attempt sends always.
            throw new TransientFailure(
                    Kind.UNKNOWN, "inventory-busy", "The items' levels move faster than they are sent", null);
        }
        return transaction;
    }

    private String sendInBatches(List<StockLevel> due, String reason) {
        return IntStream.iterate(0, from -> from < due.size(), from -> from + system.maxItems())
                .mapToObj(from -> due.subList(from, Math.min(due.size(), from + system.maxItems())))
                .map(batch -> sendBatch(batch, reason))
                .reduce("", (earlier, later) -> later);
    }

    private String sendBatch(List<StockLevel> batch, String reason) {
        try {
            return sendTogether(batch, reason);
        } catch (PermanentFailure refused) {
            if (batch.size() == 1) {
                throw refused;
            }
            // None was set: one bad item must not keep the others from their levels.
            return sendEach(batch, reason);
        }
    }

    private String sendEach(List<StockLevel> batch, String reason) {
        List<PermanentFailure> refusals = new ArrayList<>();
        String transaction = "";
        for (StockLevel level : batch) {
            try {
                transaction = sendTogether(List.of(level), reason);
            } catch (PermanentFailure refused) {
                refusals.add(refused);
            }
        }
        if (!refusals.isEmpty()) {
            throw refusals.getFirst();
        }
        return transaction;
    }

    private String sendTogether(List<StockLevel> levels, String reason) {
        String transaction = client.set(levels, reason);
        ledger.sent(levels);
        return transaction;
    }

    private List<StockLevel> moved(List<StockLevel> sent) {
        Map<String, Long> versions = sent.stream().collect(Collectors.toMap(StockLevel::sku, StockLevel::version));
        return ledger.levels(versions.keySet()).stream()
                .filter(now -> !Objects.equals(versions.get(now.sku()), now.version()))
                .toList();
    }
}
