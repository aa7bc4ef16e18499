package io.throughline.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A delivery whose order is ours for a while.
 *
 * @param fence the lease that it is in our hands by
 * @param body the CloudEvents document, deflated
 * @param attempts made before this one
 * @param tried how long it was really tried before: waiting for a breaker or a pause does not count
 * @param mayHaveReachedDownstream whether an attempt before ended without our learning what became of it
 * @param finishedSteps what earlier attempts finished
 * @param reopened whether it was finished before and is carried out again: it moves no position
 * @param effectRevision 1; higher when it is to be done once more although it was done
 * @param leaseEndsNanos on the monotonic clock of this JVM; earlier than the lease in the database
 */
public record LeasedDelivery(
        Fence fence,
        UUID eventId,
        String orderKey,
        String type,
        byte[] body,
        Instant acceptedAt,
        int attempts,
        Duration tried,
        boolean mayHaveReachedDownstream,
        List<String> finishedSteps,
        boolean reopened,
        int effectRevision,
        long leaseEndsNanos) {

    public DeliveryId id() {
        return fence.id();
    }

    /** The same delivery, further along. */
    public LeasedDelivery withFinishedSteps(List<String> steps) {
        return new LeasedDelivery(
                fence,
                eventId,
                orderKey,
                type,
                body,
                acceptedAt,
                attempts,
                tried,
                mayHaveReachedDownstream,
                steps,
                reopened,
                effectRevision,
                leaseEndsNanos);
    }
}
