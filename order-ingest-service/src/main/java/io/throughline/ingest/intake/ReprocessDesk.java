package io.throughline.ingest.intake;

import io.throughline.events.command.ReprocessWebhooks;
import io.throughline.events.outcome.Answer;
import io.throughline.ingest.publish.CommandReplies;
import io.throughline.ingest.store.AdminActions;
import io.throughline.ingest.store.AdminActions.Action;
import io.throughline.ingest.store.Quarantine;
import io.throughline.ingest.store.Quarantine.Selection;
import io.throughline.ingest.understand.UnderstandingWorker;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** Has quarantined webhooks understood once more on somebody's word at the dashboard: each command once. */
@Component
class ReprocessDesk {

    private final AdminActions actions;
    private final Quarantine quarantine;
    private final UnderstandingWorker worker;
    private final CommandReplies replies;
    private final Clock clock;

    ReprocessDesk(
            AdminActions actions,
            Quarantine quarantine,
            UnderstandingWorker worker,
            CommandReplies replies,
            Clock clock) {
        this.actions = actions;
        this.quarantine = quarantine;
        this.worker = worker;
        this.replies = replies;
        this.clock = clock;
    }

    /** Answered each time it comes, for whoever gave it may not have heard the answer before. */
    void obey(ReprocessWebhooks command) {
        Selection selection = new Selection(
                Optional.empty(),
                Optional.of(command.code()),
                Optional.of(command.source()),
                Optional.of(command.shop()));
        OptionalInt again = actions.once(
                new Action(
                        command.commandId(),
                        command.by().actor(),
                        Quarantine.REPROCESSED,
                        selection.subject(),
                        command.by().reason()),
                () -> quarantine.again(selection));
        worker.signal();
        if (again.isEmpty()) {
            answer(command, Answer.REFUSED, "This command's id belongs to another");
        } else {
            answer(command, Answer.DONE, again.getAsInt() + " understood once more");
        }
    }

    private void answer(ReprocessWebhooks command, Answer answer, String detail) {
        replies.answer(command.commandId(), answer, detail, clock.instant());
    }
}
