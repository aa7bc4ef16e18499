package io.throughline.runtime.autoconfigure;

import io.throughline.backbone.database.LogRelay;
import io.throughline.events.outcome.CommandAnswer;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.runtime.report.AnswerRelay;
import io.throughline.runtime.report.OutcomeRelay;
import io.throughline.runtime.store.RuntimeSchema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sends outcomes and heartbeats while the adapter runs. */
final class Reporting extends Phase {

    private static final LogRelay.Settings SETTINGS =
            new LogRelay.Settings(500, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofMillis(2));

    private final RuntimeSchema schema;
    private final OutcomeRelay outcomes;
    private final OutcomeSignal signal;
    private final AnswerRelay answers;
    private final ReportConfiguration.Heart heart;
    private @Nullable LogRelay<DeliveryOutcome> relay;
    private @Nullable LogRelay<CommandAnswer> answerRelay;

    Reporting(
            RuntimeSchema schema,
            OutcomeRelay outcomes,
            AnswerRelay answers,
            OutcomeSignal signal,
            ReportConfiguration.Heart heart) {
        super(REPORT);
        this.schema = schema;
        this.outcomes = outcomes;
        this.answers = answers;
        this.signal = signal;
        this.heart = heart;
    }

    @Override
    void begin() {
        LogRelay<DeliveryOutcome> started = new LogRelay<>(JdbcClient.create(schema.dataSource()), outcomes, SETTINGS);
        LogRelay<CommandAnswer> answering = new LogRelay<>(JdbcClient.create(schema.dataSource()), answers, SETTINGS);
        signal.wakes(started::signal);
        signal.answerWakes(answering::signal);
        heart.start();
        relay = started;
        answerRelay = answering;
    }

    @Override
    void end() {
        heart.stop();
        if (relay != null) {
            relay.close();
        }
        if (answerRelay != null) {
            answerRelay.close();
        }
    }
}
