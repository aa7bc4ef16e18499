package io.throughline.runtime.command;

import io.throughline.events.command.Command;
import io.throughline.events.command.RetrySet;
import io.throughline.events.outcome.Answer;
import io.throughline.runtime.store.CommandLog;
import io.throughline.runtime.store.CommandTables;
import io.throughline.runtime.store.FrozenSets;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes commands down; from then on they are obeyed, whatever happens to this instance. */
public final class CommandInbox {

    private final CommandLog log;
    private final FrozenSets sets;
    private final TransactionTemplate transaction;
    private final int maxSet;

    /** @param maxSet deliveries in one set; a larger one is refused */
    public CommandInbox(CommandTables tables, TransactionTemplate transaction, int maxSet) {
        this.log = tables.log();
        this.sets = tables.frozen();
        this.transaction = transaction;
        this.maxSet = maxSet;
    }

    /** All or none; one that is known changes nothing. */
    public void write(List<Command> commands) {
        transaction.executeWithoutResult(status -> commands.forEach(this::write));
    }

    private void write(Command command) {
        if (log.writeDown(command) && command instanceof RetrySet set) {
            begin(set);
        }
    }

    private void begin(RetrySet set) {
        int total = sets.freeze(set, maxSet + 1);
        if (total > maxSet) {
            sets.thaw(set.commandId());
            log.obeyed(set, null, Answer.REFUSED, "More than " + maxSet + " deliveries: select fewer");
        } else {
            sets.begin(set.commandId(), total);
        }
    }
}
