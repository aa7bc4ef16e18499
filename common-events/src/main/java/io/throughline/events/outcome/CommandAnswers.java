package io.throughline.events.outcome;

import java.util.List;

/**
 * What became of commands, in the order it was committed.
 *
 * @param number place of the last answer in the integration's log; never falls
 */
public record CommandAnswers(String integration, long number, List<CommandAnswer> answers) implements OutcomeMessage {

    public CommandAnswers {
        answers = List.copyOf(answers);
    }
}
