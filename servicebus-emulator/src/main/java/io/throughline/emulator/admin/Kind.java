package io.throughline.emulator.admin;

import io.throughline.emulator.core.EntityDefinition;
import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import java.util.HashMap;
import java.util.Map;

/** The kinds of entities, and what is kept of each without being acted upon: its name and what it is if not said. */
enum Kind {
    QUEUE(
            "QueueDescription",
            Map.of(
                    "MaxSizeInMegabytes", "1024",
                    "MaxMessageSizeInKilobytes", "256",
                    "IsAnonymousAccessible", "false",
                    "SupportOrdering", "true",
                    "EnablePartitioning", "false",
                    "EnableExpress", "false",
                    "DuplicateDetectionHistoryTimeWindow", "PT10M")),
    TOPIC(
            "TopicDescription",
            Map.of(
                    "MaxSizeInMegabytes", "1024",
                    "MaxMessageSizeInKilobytes", "256",
                    "FilteringMessagesBeforePublishing", "false",
                    "IsAnonymousAccessible", "false",
                    "SupportOrdering", "true",
                    "EnablePartitioning", "false",
                    "EnableSubscriptionPartitioning", "false",
                    "EnableExpress", "false",
                    "DuplicateDetectionHistoryTimeWindow", "PT10M")),
    SUBSCRIPTION("SubscriptionDescription", Map.of("DeadLetteringOnFilterEvaluationExceptions", "true"));

    private final String element;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Map<String, String> notes;

    Kind(String element, Map<String, String> notes) {
        this.element = element;
        var all = new HashMap<>(notes);
        all.put("EnableBatchedOperations", "true");
        all.put("AutoDeleteOnIdle", Fields.UNLIMITED);
        all.put("UserMetadata", "");
        this.notes = Map.copyOf(all);
    }

    static Kind of(EntityDefinition definition) {
        return switch (definition) {
            case QueueDefinition queue -> QUEUE;
            case TopicDefinition topic -> TOPIC;
            case SubscriptionDefinition subscription -> SUBSCRIPTION;
        };
    }

    static Kind of(Element description) {
        for (var kind : values()) {
            if (kind.element.equals(description.name())) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No description of a queue, topic or subscription: " + description.name());
    }

    /** Whether what is kept under this name is a duration. */
    static boolean isDuration(String note) {
        return note.equals("AutoDeleteOnIdle") || note.equals("DuplicateDetectionHistoryTimeWindow");
    }

    String element() {
        return element;
    }

    Map<String, String> notes() {
        return notes;
    }
}
