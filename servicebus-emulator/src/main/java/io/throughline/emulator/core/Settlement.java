package io.throughline.emulator.core;

import io.throughline.emulator.rules.Changes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a receiver ends its hold on a message. */
public sealed interface Settlement {

    /** Done: the message is gone. */
    record Complete() implements Settlement {}

    /** Not now: back to its place, counted as a delivery in vain. */
    record Abandon(Changes changes) implements Settlement {}

    /** Back to its place as if it had not been delivered. */
    record Release() implements Settlement {}

    /** Aside, until somebody asks for its sequence number. */
    record Defer(Changes changes) implements Settlement {}

    /** Never: to the dead-letter sub-queue. */
    record DeadLetter(Changes changes) implements Settlement {

        public static final String REASON = "DeadLetterReason";
        public static final String DESCRIPTION = "DeadLetterErrorDescription";

        /** The reason and description go among the properties, where receivers of dead letters look for them. */
        public static DeadLetter because(
                @Nullable String reason, @Nullable String description, Map<String, Object> changes) {
            var properties = new LinkedHashMap<>(changes);
            if (reason != null) {
                properties.put(REASON, reason);
            }
            if (description != null) {
                properties.put(DESCRIPTION, description);
            }
            return new DeadLetter(Changes.of(properties));
        }
    }
}
