package io.throughline.runtime.report;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.database.RelayedLog;
import io.throughline.events.outcome.CommandAnswer;
import io.throughline.events.outcome.CommandAnswers;
import io.throughline.runtime.store.AnswerLog;
import java.util.ArrayList;
import java.util.List;

/** Sends the answers to commands to topic {@code outcomes}. */
public final class AnswerRelay implements RelayedLog<CommandAnswer> {

    private static final int ANSWERS_PER_MESSAGE = 200;

    private final AnswerLog log;
    private final OutcomePublisher publisher;
    private final String integration;

    public AnswerRelay(AnswerLog log, OutcomePublisher publisher, String integration) {
        this.log = log;
        this.publisher = publisher;
        this.integration = integration;
    }

    @Override
    public String name() {
        return "answers";
    }

    @Override
    public List<LogEntry<CommandAnswer>> after(LogPosition position, int limit) {
        return log.after(position, limit);
    }

    @Override
    public void send(List<LogEntry<CommandAnswer>> rows) {
        List<CommandAnswers> messages = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += ANSWERS_PER_MESSAGE) {
            List<LogEntry<CommandAnswer>> part = rows.subList(from, Math.min(rows.size(), from + ANSWERS_PER_MESSAGE));
            messages.add(new CommandAnswers(
                    integration,
                    part.getLast().position().position(),
                    part.stream().map(LogEntry::row).toList()));
        }
        publisher.publish(messages);
    }
}
