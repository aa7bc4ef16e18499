package io.throughline.runtime.store;

import io.throughline.events.outcome.Result;
import io.throughline.runtime.policy.Tried;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an attempt means for its delivery. */
public sealed interface Settlement {

    /** The lease under which the attempt was made. */
    Fence fence();

    default DeliveryId id() {
        return fence().id();
    }

    /**
     * Finished for good.
     *
     * @param attempts made, {@code failed} of them without success
     */
    record Finished(
            Fence fence,
            Result result,
            String code,
            int attempts,
            int failed,
            @Nullable String reference) implements Settlement {}

    /** To be tried again. */
    record Again(
            Fence fence,
            Instant dueAt,
            String code,
            String detail,
            int attempts,
            Tried tried,
            boolean mayHaveReachedDownstream,
            List<String> finishedSteps)
            implements Settlement {}

    /** Not to be tried until somebody decides. */
    record Parked(
            Fence fence,
            String code,
            String detail,
            int attempts,
            boolean mayHaveReachedDownstream,
            List<String> finishedSteps,
            Evidence evidence)
            implements Settlement {}
}
