package io.throughline.runtime.command;

import io.throughline.events.outcome.Gap;
import io.throughline.runtime.store.Redeliveries;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Asks the log for events that are to be carried out again, until they come or patience ends. */
public final class Redelivering implements Step {

    private final Redeliveries redeliveries;
    private final Duration patience;
    private final Consumer<List<Gap>> log;
    private final Runnable answered;

    /** @param log told which events are wanted */
    public Redelivering(Redeliveries redeliveries, Duration patience, Consumer<List<Gap>> log, Runnable answered) {
        this.redeliveries = redeliveries;
        this.patience = patience;
        this.log = log;
        this.answered = answered;
    }

    @Override
    public boolean run() {
        List<Gap> wanted = redeliveries.ask();
        if (!wanted.isEmpty()) {
            log.accept(wanted);
        }
        if (redeliveries.expire(patience) > 0) {
            answered.run();
        }
        return false;
    }
}
