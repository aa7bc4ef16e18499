package io.throughline.runtime.report;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.throughline.events.catalogue.CatalogueEntry;
import io.throughline.events.outcome.Result;
import io.throughline.runtime.dispatch.SettlementListener;
import io.throughline.runtime.store.Discards.Discarded;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Settlement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Counts what was finished and parked, and measures its lag, with the SLA as a bucket. Adherence is counted by the
 * dashboard, which alone knows of deliveries that are late and not finished.
 */
public final class OutcomeMeters implements SettlementListener {

    private final MeterRegistry meters;
    private final CatalogueEntry entry;
    private final Clock clock;

    public OutcomeMeters(MeterRegistry meters, CatalogueEntry entry, Clock clock) {
        this.meters = meters;
        this.entry = entry;
        this.clock = clock;
    }

    @Override
    public void settled(List<LeasedDelivery> deliveries, List<Settlement> settlements) {
        for (int i = 0; i < deliveries.size(); i++) {
            switch (settlements.get(i)) {
                case Settlement.Finished done -> finished(deliveries.get(i), done);
                case Settlement.Parked parked -> count("parked", parked.code());
                case Settlement.Again again -> {}
            }
        }
    }

    /** Finished without an effect, on somebody's word. */
    public void discarded(List<Discarded> finished) {
        finished.forEach(one -> count("discarded", one.code()));
    }

    /** Ignored because their orders were there before this integration. */
    public void leftOut(int events) {
        counter("ignored", "before-adoption").increment(events);
    }

    private void finished(LeasedDelivery delivery, Settlement.Finished done) {
        count(done.result().word(), done.code());
        if (done.result() == Result.DELIVERED) {
            Duration lag = Duration.between(delivery.acceptedAt(), clock.instant());
            Timer.builder("throughline.delivery.lag")
                    .tag("integration", entry.integration())
                    .serviceLevelObjectives(entry.sla().lag())
                    .register(meters)
                    .record(lag.isNegative() ? Duration.ZERO : lag);
        }
    }

    private void count(String outcome, String code) {
        counter(outcome, code).increment();
    }

    private Counter counter(String outcome, String code) {
        return Counter.builder("throughline.deliveries")
                .tag("integration", entry.integration())
                .tag("outcome", outcome)
                .tag("code", code)
                .register(meters);
    }
}
