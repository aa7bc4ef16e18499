package io.throughline.runtime.inspection;

import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.runtime.CallGuard;
import io.throughline.runtime.Inspector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks the system one question after the other, no faster than its pace. What it does not find it asks for once more:
 * a system may take a moment to show what it has made.
 */
final class Examiner {

    private final Inspector inspector;
    private final CallGuard turns;
    private final InspectionProperties properties;
    private final ReentrantLock one = new ReentrantLock(true);
    private long nextLook = System.nanoTime();

    /** @param turns what its calls wait for, as all others do */
    Examiner(Inspector inspector, CallGuard turns, InspectionProperties properties) {
        this.inspector = inspector;
        this.turns = turns;
        this.properties = properties;
    }

    int together() {
        return properties.together();
    }

    /** Longest that one question may be on its way before it is asked. */
    Duration patience() {
        return properties.pace().plus(properties.confirm());
    }

    /**
     * Those that are not there.
     *
     * @param delivered {@link #together} at most
     */
    List<DeliveryOutcome> missing(List<DeliveryOutcome> delivered) throws InterruptedException {
        one.lockInterruptibly();
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, nextLook - System.nanoTime())));
            List<DeliveryOutcome> suspects = ask(delivered);
            if (!suspects.isEmpty()) {
                Thread.sleep(properties.confirm());
                suspects = ask(suspects);
            }
            return suspects;
        } finally {
            nextLook = System.nanoTime() + properties.pace().toNanos();
            one.unlock();
        }
    }

    private List<DeliveryOutcome> ask(List<DeliveryOutcome> delivered) {
        return ScopedValue.where(CallGuard.CURRENT, turns).call(() -> inspector.missing(delivered));
    }
}
