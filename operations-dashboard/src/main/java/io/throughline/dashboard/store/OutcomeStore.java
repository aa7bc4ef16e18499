package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Reported;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.CommandAnswers;
import io.throughline.events.outcome.EffectsAbsent;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes down what integrations report; a report is applied only if its revision is higher than what is known. */
@Component
public class OutcomeStore {

    private final LedgerLock lock;
    private final CatalogueStore catalogue;
    private final AnswerStore answers;
    private final ReportRows reports;
    private final AbsentStore absent;

    OutcomeStore(
            LedgerLock lock, CatalogueStore catalogue, AnswerStore answers, ReportRows reports, AbsentStore absent) {
        this.lock = lock;
        this.catalogue = catalogue;
        this.answers = answers;
        this.reports = reports;
        this.absent = absent;
    }

    /** Commits all messages, or none, and tells which deliveries they decided that were undecided before. */
    public List<SlaCount> record(List<OutcomeMessage> messages) {
        return lock.locked(() -> {
            catalogue.hear(ofIntegrations(messages));
            only(Announcement.class, messages).forEach(catalogue::announce);
            catalogue.beat(only(Heartbeat.class, messages));
            absent.record(only(EffectsAbsent.class, messages));
            answers.record(only(CommandAnswers.class, messages));
            return reports.apply(only(OutcomeBatch.class, messages).stream()
                    .flatMap(batch -> batch.outcomes().stream().map(one -> Reported.of(batch.integration(), one)))
                    .toList());
        });
    }

    /** Ingest answers commands as well, and is no integration. */
    private static List<OutcomeMessage> ofIntegrations(List<OutcomeMessage> messages) {
        return messages.stream()
                .filter(message -> !(message instanceof CommandAnswers))
                .toList();
    }

    private static <M> List<M> only(Class<M> kind, List<OutcomeMessage> messages) {
        return messages.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
