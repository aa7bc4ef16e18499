package io.throughline.runtime.policy;

import io.throughline.runtime.RuntimeProperties.DeadLetterAction;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of a dead letter.
 *
 * @param actions by the reason for which it was dead-lettered; a reason that is not listed parks
 */
public record DeadLetterPolicy(Map<String, DeadLetterAction> actions) {

    /** The broker gave up on delivering: that says nothing about the message. */
    private static final Set<String> NOT_POISON = Set.of("MaxDeliveryCountExceeded", "TTLExpiredException");

    public DeadLetterPolicy {
        actions = Map.copyOf(actions);
    }

    public DeadLetterAction decide(String reason) {
        return NOT_POISON.contains(reason)
                ? DeadLetterAction.RETRY
                : actions.getOrDefault(reason, DeadLetterAction.PARK);
    }

    /** Of one that was tried once more in vain: trying again would never end. */
    public DeadLetterAction decideAgain(String reason) {
        return decide(reason) == DeadLetterAction.DISCARD ? DeadLetterAction.DISCARD : DeadLetterAction.PARK;
    }
}
