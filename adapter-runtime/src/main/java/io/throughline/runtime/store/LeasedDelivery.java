package io.throughline.runtime.store;

import io.throughline.runtime.policy.Tried;
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
 * @param dueAt since when it could be tried
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
        Tried tried,
        boolean mayHaveReachedDownstream,
        List<String> finishedSteps,
        boolean reopened,
        int effectRevision,
        Instant dueAt,
        long leaseEndsNanos) {

    public DeliveryId id() {
        return fence.id();
    }

    /** The same delivery, further along. */
    public LeasedDelivery withFinishedSteps(List<String> steps) {
        return with(tried, mayHaveReachedDownstream, steps);
    }

    /** The same delivery, of which the downstream system may have seen something. */
    public LeasedDelivery asBegun() {
        return with(tried, true, finishedSteps);
    }

    /** The same delivery, with its last failure not counted. */
    public LeasedDelivery withoutLastFailure() {
        return with(tried.stopped(), mayHaveReachedDownstream, finishedSteps);
    }

    private LeasedDelivery with(Tried tried, boolean begun, List<String> steps) {
        return new LeasedDelivery(
                fence,
                eventId,
                orderKey,
                type,
                body,
                acceptedAt,
                attempts,
                tried,
                begun,
                steps,
                reopened,
                effectRevision,
                dueAt,
                leaseEndsNanos);
    }

    /** When its last attempt failed, if one did; the wait after it is over. */
    public Instant lastFailedAt() {
        return dueAt.minus(tried.latest());
    }
}
