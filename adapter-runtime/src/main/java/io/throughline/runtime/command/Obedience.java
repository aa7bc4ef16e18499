package io.throughline.runtime.command;

import io.throughline.events.command.Command;
import io.throughline.events.command.DeliveryCommand;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasePerson;
import io.throughline.events.command.ReplayEvents;
import io.throughline.events.command.ReprocessWebhooks;
import io.throughline.events.command.RetrySet;
import io.throughline.events.command.StateCommand;
import io.throughline.events.outcome.Answer;
import io.throughline.runtime.store.CommandLog;
import io.throughline.runtime.store.DeliveryId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Obeys the oldest command that is written down: what it changes and the answer to it are one transaction. */
public final class Obedience implements Step {

    private static final Logger LOG = LoggerFactory.getLogger(Obedience.class);
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(10);

    private final CommandLog log;
    private final TransactionTemplate transaction;
    private final Kinds kinds;
    private final Runnable obeyed;

    /** Who obeys which. */
    public record Kinds(DeliveryCommands deliveries, StateCommands states, Erasing erasing) {}

    /** @param obeyed told after each commit: something may be due, and there is an answer to send */
    public Obedience(CommandLog log, TransactionTemplate transaction, Kinds kinds, Runnable obeyed) {
        this.log = log;
        this.transaction = transaction;
        this.kinds = kinds;
        this.obeyed = obeyed;
    }

    @Override
    public boolean run() {
        AtomicReference<Command> current = new AtomicReference<>();
        try {
            transaction.executeWithoutResult(status -> log.next().ifPresent(command -> {
                current.set(command);
                obey(command);
            }));
        } catch (RuntimeException failure) {
            // It stands in nobody's way meanwhile; the cause may be gone the next time.
            if (current.get() != null) {
                log.postpone(current.get().commandId(), LATER);
            }
            throw failure;
        }
        if (current.get() != null) {
            obeyed.run();
        }
        return current.get() != null;
    }

    private void obey(Command command) {
        Optional<Reply> reply = switch (command) {
            case DeliveryCommand one -> kinds.deliveries().obey(one);
            case StateCommand state -> kinds.states().obey(state);
            // Frozen as it was written down, and worked off elsewhere.
            case RetrySet set -> Optional.of(new Reply(Answer.REFUSED, "A set is begun when it is received"));
            case ErasePerson person -> Optional.of(new Reply(Answer.REFUSED, "Ingest knows whose an order is"));
            case EraseOrders erase -> kinds.erasing().obey(erase);
            case ReprocessWebhooks again -> Optional.of(new Reply(Answer.REFUSED, "Ingest keeps the webhooks"));
            case ReplayEvents replay -> Optional.of(new Reply(Answer.REFUSED, "Ingest keeps the log and replays it"));
        };
        Duration wait = command instanceof EraseOrders ? A_WHILE : SOON;
        reply.ifPresentOrElse(given -> answer(command, given), () -> log.postpone(command.commandId(), wait));
    }

    private void answer(Command command, Reply reply) {
        DeliveryId delivery =
                command instanceof DeliveryCommand one ? new DeliveryId(one.orderRef(), one.sequence()) : null;
        log.obeyed(command, delivery, reply.answer(), reply.detail());
        LOG.atInfo()
                .addKeyValue("throughline.command_id", command.commandId())
                .addKeyValue("throughline.command", command.kind())
                .addKeyValue("throughline.answer", reply.answer().word())
                .log("command.obeyed");
    }
}
