package io.throughline.events.outcome;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one delivery stands: finished, or parked until somebody decides.
 *
 * @param revision counts the outcomes of this delivery; one is applied only if higher than what is known
 * @param code stable kebab-case word: {@code done}, {@code already-done}, {@code shipbob-rejected}
 * @param detail for a person; no personal data
 * @param attempts tries so far, {@code failedAttempts} of them without success
 * @param acceptedAt the event's: lag is {@code at} less this
 * @param reference the downstream system's own id of what was made, if it told one
 * @param fingerprint names the cause of its last failure: equal for all deliveries that failed for the same cause
 * @param actor who decided, where it was not the adapter: an account's name, or {@code policy}
 * @param commandId the command that decided, if one did
 * @param version of the data that was tried: absent for the event as it was published, 2 after the first edit
 * @param exchange with what the last attempt was parked; absent where none was made, and of a delivery that is finished
 */
public record DeliveryOutcome(
        UUID orderRef,
        int sequence,
        UUID eventId,
        String orderKey,
        String eventType,
        int revision,
        Result result,
        String code,
        @Nullable String detail,
        int attempts,
        int failedAttempts,
        Instant acceptedAt,
        Instant at,
        @Nullable String reference,
        @Nullable String fingerprint,
        @Nullable String actor,
        @Nullable UUID commandId,
        @Nullable Integer version,
        @Nullable Exchange exchange) {}
