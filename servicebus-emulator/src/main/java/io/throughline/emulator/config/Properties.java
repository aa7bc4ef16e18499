package io.throughline.emulator.config;

import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.TopicSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The properties of an entity, with the defaults of Microsoft's emulator. */
record Properties(JsonNode node) {

    /** All that has an effect on a queue, a topic or a subscription. */
    static final Set<String> KNOWN = Set.of(
            "DeadLetteringOnMessageExpiration",
            "DefaultMessageTimeToLive",
            "DuplicateDetectionHistoryTimeWindow",
            "ForwardDeadLetteredMessagesTo",
            "ForwardTo",
            "LockDuration",
            "MaxDeliveryCount",
            "RequiresDuplicateDetection",
            "RequiresSession");

    private static final Duration TIME_TO_LIVE = Duration.ofHours(1);
    private static final Duration LOCK = Duration.ofMinutes(1);
    private static final Duration DUPLICATE_WINDOW = Duration.ofSeconds(20);
    private static final int DELIVERIES = 3;

    QueueSettings queue() {
        return new QueueSettings(
                duration("LockDuration", LOCK),
                deliveries(),
                duration("DefaultMessageTimeToLive", TIME_TO_LIVE),
                flag("DeadLetteringOnMessageExpiration"),
                flag("RequiresSession"),
                duplicateWindow(),
                text("ForwardTo"),
                text("ForwardDeadLetteredMessagesTo"));
    }

    TopicSettings topic() {
        return new TopicSettings(duration("DefaultMessageTimeToLive", TIME_TO_LIVE), duplicateWindow());
    }

    private Duration duplicateWindow() {
        return flag("RequiresDuplicateDetection")
                ? duration("DuplicateDetectionHistoryTimeWindow", DUPLICATE_WINDOW)
                : Duration.ZERO;
    }

    private int deliveries() {
        var count = node.path("MaxDeliveryCount");
        if (isSaid(count) && !count.isInt()) {
            throw new BadConfigException("MaxDeliveryCount is not a whole number: " + count);
        }
        return count.asInt(DELIVERIES);
    }

    private boolean flag(String name) {
        var flag = node.path(name);
        if (isSaid(flag) && !flag.isBoolean()) {
            throw new BadConfigException(name + " is true or false, not " + flag);
        }
        return flag.asBoolean(false);
    }

    private static boolean isSaid(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private @Nullable String text(String name) {
        var text = node.path(name).asString("");
        return text.isEmpty() ? null : text;
    }

    private Duration duration(String name, Duration preset) {
        var text = text(name);
        try {
            return text == null ? preset : Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadConfigException(name + " is not an ISO 8601 duration: " + text, e);
        }
    }
}
