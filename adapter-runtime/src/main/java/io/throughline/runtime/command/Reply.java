package io.throughline.runtime.command;

import io.throughline.events.outcome.Answer;

/**
 * What became of a command.
 *
 * @param detail for a person; empty when there is nothing to add
 */
record Reply(Answer answer, String detail) {

    static Reply done() {
        return new Reply(Answer.DONE, "");
    }

    static Reply alreadyDone(String detail) {
        return new Reply(Answer.ALREADY_DONE, detail);
    }

    static Reply refused(String why) {
        return new Reply(Answer.REFUSED, why);
    }
}
