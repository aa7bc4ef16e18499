package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.Reported;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.CommandAnswers;
import io.throughline.events.outcome.ExpiringSecret;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down what integrations report; a report is applied only if its revision is higher than what is known. */
@Component
public class OutcomeStore {

    private static final String BEAT = """
            insert into heartbeat (integration, at, instance, due, waiting, held, parked, oldest_open_at,
                                   breaker, paused, expiring_secret, expires_at)
            select * from unnest(:integrations, :ats, :instances, :dues, :waitings, :helds, :parkeds,
                                 :oldest_open_ats, :breakers, :pauseds, :expiring_secrets, :expires_ats)
            on conflict (integration, at, instance) do nothing
            """;

    private final JdbcClient jdbc;
    private final LedgerLock lock;
    private final CatalogueStore catalogue;
    private final AnswerStore answers;
    private final ReportRows reports;

    OutcomeStore(JdbcClient jdbc, LedgerLock lock, CatalogueStore catalogue, AnswerStore answers, ReportRows reports) {
        this.answers = answers;
        this.reports = reports;
        this.jdbc = jdbc;
        this.lock = lock;
        this.catalogue = catalogue;
    }

    /** Commits all messages, or none, and tells which deliveries they decided that were undecided before. */
    public List<SlaCount> record(List<OutcomeMessage> messages) {
        return lock.locked(() -> {
            catalogue.hear(ofIntegrations(messages));
            only(Announcement.class, messages).forEach(catalogue::announce);
            beat(only(Heartbeat.class, messages));
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

    private void beat(List<Heartbeat> beats) {
        jdbc.sql(BEAT)
                .param("integrations", Columns.of("text", beats, Heartbeat::integration))
                .param("ats", Columns.of("timestamptz", beats, Heartbeat::at))
                .param("instances", Columns.of("text", beats, Heartbeat::instance))
                .param("dues", Columns.of("int8", beats, Heartbeat::due))
                .param("waitings", Columns.of("int8", beats, Heartbeat::waiting))
                .param("helds", Columns.of("int8", beats, Heartbeat::held))
                .param("parkeds", Columns.of("int8", beats, Heartbeat::parked))
                .param("oldest_open_ats", Columns.of("timestamptz", beats, Heartbeat::oldestOpenAt))
                .param("breakers", Columns.of("text", beats, Heartbeat::breaker))
                .param("pauseds", Columns.of("bool", beats, Heartbeat::paused))
                .param("expiring_secrets", Columns.of("text", beats, ofSecret(ExpiringSecret::secret)))
                .param("expires_ats", Columns.of("timestamptz", beats, ofSecret(ExpiringSecret::expiresAt)))
                .update();
    }

    private static Function<Heartbeat, @Nullable Object> ofSecret(Function<ExpiringSecret, Object> column) {
        return beat -> beat.expiring() == null ? null : column.apply(beat.expiring());
    }
}
