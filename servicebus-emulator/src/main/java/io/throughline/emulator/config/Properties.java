package io.throughline.emulator.config;

import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.TopicSettings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The properties of an entity, with the defaults of Microsoft's emulator. */
record Properties(JsonNode node) {

    private static final Duration TIME_TO_LIVE = Duration.ofHours(1);
    private static final Duration LOCK = Duration.ofMinutes(1);
    private static final Duration DUPLICATE_WINDOW = Duration.ofSeconds(20);
    private static final int DELIVERIES = 3;

    QueueSettings queue() {
        return new QueueSettings(
                duration("LockDuration", LOCK),
                node.path("MaxDeliveryCount").asInt(DELIVERIES),
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

    private boolean flag(String name) {
        return node.path(name).asBoolean(false);
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
