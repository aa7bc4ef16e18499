package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.GivenCommand;
import io.throughline.events.outcome.Answer;
import java.util.List;
import java.util.Locale;

/**
 * How far a set is.
 *
 * @param state what is read at a glance: {@code running}, {@code paused}, {@code stopped}, {@code done} …
 * @param ended deliveries that were answered for
 * @param total deliveries of the set; 0 until the integration told
 * @param answers how many ended in which way
 */
record SetProgress(
        GivenCommand command, String state, boolean open, boolean halted, long ended, long total, List<Part> answers) {

    /** Deliveries that ended in one way. */
    record Part(String word, String count, String tone) {}

    static SetProgress of(GivenCommand command) {
        boolean waiting = command.state().equals("sent");
        Answer answer = waiting ? Answer.ACCEPTED : Answer.of(command.state());
        Integer total = command.total();
        return new SetProgress(
                command,
                waiting ? "sent" : answer == Answer.ACCEPTED ? "running" : answer.word(),
                switch (answer) {
                    case ACCEPTED, PAUSED, STOPPED -> true;
                    case DONE, ALREADY_DONE, SUPERSEDED, CONFLICT, REFUSED, FAILED, CANCELLED -> false;
                },
                answer == Answer.PAUSED || answer == Answer.STOPPED,
                command.counts().values().stream().mapToLong(Long::longValue).sum(),
                total == null ? 0 : total,
                command.counts().entrySet().stream()
                        .map(entry ->
                                new Part(words(entry.getKey()), Spoken.count(entry.getValue()), tone(entry.getKey())))
                        .toList());
    }

    private static String words(String answer) {
        return switch (Answer.of(answer)) {
            case DONE -> "delivered";
            case FAILED -> "parked again";
            case ALREADY_DONE -> "not parked any more";
            case ACCEPTED, SUPERSEDED, CONFLICT, REFUSED, PAUSED, STOPPED, CANCELLED -> answer.replace('-', ' ');
        };
    }

    private static String tone(String answer) {
        return answer.equals(Answer.FAILED.name().toLowerCase(Locale.ROOT)) ? "warning" : "fine";
    }

    /** {@code 17 of 20}; before the integration told how many there are, what is known. */
    public String says() {
        return total == 0
                ? "The integration has not answered yet"
                : Spoken.count(ended) + " of " + Spoken.counted(total, "delivery", "deliveries");
    }
}
