package io.throughline.runtime.dispatch;

import io.throughline.runtime.CallGuard;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.store.LeasedDelivery;
import io.throughline.runtime.store.Settlements;
import java.util.List;

/**
 * Lets a call through only before the attempt's end, which lies within its lease. The clock goes on while the process
 * is stopped, so one that was stopped between any two calls finds out here.
 */
final class AttemptGuard implements CallGuard {

    private final List<Progress> group;
    private final Settlements settlements;
    private final CallGate gate;
    private final long ends;
    private boolean called;

    /** What a delivery of the attempt has finished, and how much of it is durable. */
    static final class Progress {

        private final LeasedDelivery leased;
        private final Delivery delivery;
        private int kept;

        Progress(LeasedDelivery leased, Delivery delivery) {
            this.leased = leased;
            this.delivery = delivery;
            this.kept = leased.finishedSteps().size();
        }
    }

    /** @param ends when the attempt has to be over, on the monotonic clock; earlier than any of its leases */
    AttemptGuard(List<Progress> group, Settlements settlements, CallGate gate, long ends) {
        this.group = List.copyOf(group);
        this.gate = gate;
        this.settlements = settlements;
        this.ends = ends;
    }

    @Override
    public void goOn() {
        for (Progress progress : group) {
            List<String> finished = progress.delivery.finishedSteps();
            if (finished.size() > progress.kept) {
                keep(progress, finished);
            }
        }
        requireTime();
    }

    @Override
    public Turn awaitTurn() {
        goOn();
        Turn turn = gate.awaitTurn(ends);
        try {
            // Once more, because waiting takes time.
            requireTime();
        } catch (TransientFailure over) {
            turn.close();
            throw over;
        }
        called = true;
        return turn;
    }

    private void requireTime() {
        if (System.nanoTime() - ends >= 0) {
            throw new TransientFailure(
                    Kind.UNKNOWN, "attempt-timeout", "The attempt's time was over before its next call", null);
        }
    }

    /** Whether the downstream system may have seen anything of this attempt. */
    boolean called() {
        return called;
    }

    private void keep(Progress progress, List<String> finished) {
        boolean ours;
        try {
            ours = settlements.keepSteps(progress.leased.fence(), finished);
        } catch (RuntimeException unreachable) {
            throw new CallRefused("steps-not-kept", unreachable);
        }
        if (!ours) {
            throw new CallRefused("lease-lost", null);
        }
        progress.kept = finished.size();
    }
}
