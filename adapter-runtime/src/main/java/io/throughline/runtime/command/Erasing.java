package io.throughline.runtime.command;

import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.events.outcome.Answer;
import io.throughline.runtime.ErasesPersonalData;
import io.throughline.runtime.store.CommandLog;
import io.throughline.runtime.store.CommandTables;
import io.throughline.runtime.store.Erasures;
import io.throughline.runtime.store.Erasures.Standing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Erases what is held of people once nothing of their orders is open here. Until then it says what it waits for, each
 * thing once; a parked delivery is a conflict that somebody has to decide. Inside the caller's transaction.
 */
public final class Erasing {

    private final CommandLog log;
    private final Erasures erasures;
    private final List<ErasesPersonalData> others;

    /** @param others what the adapter keeps itself */
    public Erasing(CommandTables tables, List<ErasesPersonalData> others) {
        this.log = tables.log();
        this.erasures = tables.erasures();
        this.others = List.copyOf(others);
    }

    /** Empty while something of theirs is open. */
    Optional<Reply> obey(EraseOrders command) {
        List<Standing> standings = erasures.standings(command.commandId(), command.orders());
        int erased = erasures.count(command.commandId(), erase(command, standings));
        List<Standing> open =
                standings.stream().filter(standing -> !standing.isOver()).toList();
        if (open.isEmpty()) {
            return Optional.of(new Reply(
                    Answer.DONE, erased + " rows of " + command.orders().size() + " orders"));
        }
        say(command, open);
        return Optional.empty();
    }

    private int erase(EraseOrders command, List<Standing> standings) {
        Set<UUID> over = standings.stream()
                .filter(Standing::isOver)
                .map(Standing::orderRef)
                .collect(Collectors.toSet());
        List<ErasedOrder> orders = command.orders().stream()
                .filter(order -> over.contains(order.orderRef()))
                .toList();
        if (orders.isEmpty()) {
            return 0;
        }
        List<String> keys = orders.stream().map(ErasedOrder::orderKey).toList();
        return erasures.erase(orders.stream().map(ErasedOrder::orderRef).toList(), keys)
                + others.stream().mapToInt(other -> other.erase(keys)).sum();
    }

    private void say(EraseOrders command, List<Standing> open) {
        int parked = open.stream().mapToInt(Standing::parked).sum();
        Answer answer = parked > 0 ? Answer.CONFLICT : Answer.ACCEPTED;
        if (erasures.isNews(command.commandId(), answer.word())) {
            String detail = parked > 0
                    ? parked + " parked deliveries hold what is to be erased: retry or discard them"
                    : "Waits for open deliveries of " + open.size() + " orders";
            log.answer(command.commandId(), null, answer, detail);
        }
    }
}
