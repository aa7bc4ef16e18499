package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.dispatch.SettlementListener;
import io.throughline.runtime.report.OutcomeMeters;
import io.throughline.runtime.store.Discards.Discarded;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Settlement;
import java.util.List;

/** After each commit: counts it, and wakes the relay that reports it. */
final class OutcomeSignal implements SettlementListener {

    private final OutcomeMeters meters;
    private volatile Runnable relay = () -> {};
    private volatile Runnable answers = () -> {};

    OutcomeSignal(OutcomeMeters meters) {
        this.meters = meters;
    }

    void wakes(Runnable signal) {
        relay = signal;
    }

    void answerWakes(Runnable signal) {
        answers = signal;
    }

    void answered() {
        answers.run();
    }

    void discarded(List<Discarded> finished) {
        meters.discarded(finished);
        relay.run();
    }

    void leftOut(int events) {
        meters.leftOut(events);
        relay.run();
    }

    @Override
    public void settled(List<LeasedDelivery> deliveries, List<Settlement> settlements) {
        meters.settled(deliveries, settlements);
        relay.run();
    }
}
