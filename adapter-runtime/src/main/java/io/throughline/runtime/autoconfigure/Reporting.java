package io.throughline.runtime.autoconfigure;

import io.throughline.backbone.database.LogRelay;
import io.throughline.events.outcome.DeliveryOutcome;
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
    private final ReportConfiguration.Heart heart;
    private @Nullable LogRelay<DeliveryOutcome> relay;

    Reporting(RuntimeSchema schema, OutcomeRelay outcomes, OutcomeSignal signal, ReportConfiguration.Heart heart) {
        super(REPORT);
        this.schema = schema;
        this.outcomes = outcomes;
        this.signal = signal;
        this.heart = heart;
    }

    @Override
    void begin() {
        LogRelay<DeliveryOutcome> started = new LogRelay<>(JdbcClient.create(schema.dataSource()), outcomes, SETTINGS);
        signal.wakes(started::signal);
        heart.start();
        relay = started;
    }

    @Override
    void end() {
        heart.stop();
        if (relay != null) {
            relay.close();
        }
    }
}
