package io.throughline.runtime.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.trace.Tracing;
import io.throughline.runtime.RuntimeProperties;
import io.throughline.runtime.policy.RetryPolicy;
import io.throughline.runtime.store.Inbox;
import io.throughline.runtime.store.Settlements;
import java.time.Clock;

/** Puts an engine together from its parts. */
public final class Engines {

    private final RuntimeProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;
    private final RetryPolicy retry;
    private final Tracing tracing;

    public Engines(
            RuntimeProperties properties, Clock clock, MeterRegistry meters, RetryPolicy retry, Tracing tracing) {
        this.properties = properties;
        this.retry = retry;
        this.clock = clock;
        this.meters = meters;
        this.tracing = tracing;
    }

    /** What an engine works on. */
    public record Tables(Inbox inbox, Settlements settlements) {}

    /** What an engine works with. */
    public record Adapter(String integration, Handlers handlers, CallGate gate, SettlementListener listener) {}

    public Dispatcher dispatcher(Inbox inbox, CallGate gate, Handlers handlers) {
        return new Dispatcher(
                inbox, gate, new Waiting(handlers, gate::callsAtOnce), properties.maxLeased(), properties.sweep());
    }

    public Engine engine(Dispatcher dispatcher, Tables tables, Adapter adapter) {
        Attempts attempts = new Attempts(
                adapter.handlers(),
                new Attempts.Limits(
                        new TimeLimit(dispatcher.alarms(), properties.attemptTimeout()), properties.acceptTestOrders()),
                adapter.gate(),
                tables.settlements(),
                new Endings(new AttemptLog(meters, adapter.integration(), tracing), retry, clock));
        Settler settler = new Settler(tables.settlements(), tables.inbox(), dispatcher, adapter.listener(), clock);
        return new Engine(properties, dispatcher, attempts, settler);
    }
}
