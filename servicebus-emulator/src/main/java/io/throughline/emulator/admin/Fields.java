package io.throughline.emulator.admin;

import io.throughline.emulator.core.EntityStatus;
import io.throughline.emulator.core.Profile;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.TopicSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what an entity is to be, with the defaults of Service Bus. */
record Fields(Element description) {

    /** What Service Bus writes for a time without end. */
    static final String UNLIMITED = "P10675199DT2H48M5.4775807S";

    /** Clients that count in milliseconds cut off the rest. */
    private static final Duration ALMOST_UNLIMITED = QueueSettings.UNLIMITED.truncatedTo(ChronoUnit.MILLIS);

    private static final int MAX_METADATA = 1024;
    private static final Duration LOCK = Duration.ofMinutes(1);
    private static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(10);
    private static final int DELIVERIES = 10;

    Fields {
        if (description
                .child("AuthorizationRules")
                .filter(rules -> !rules.children().isEmpty())
                .isPresent()) {
            throw new IllegalArgumentException("AuthorizationRules are not taken: the emulator has one key for all.");
        }
    }

    QueueSettings queue() {
        return new QueueSettings(
                duration("LockDuration", LOCK),
                number("MaxDeliveryCount", DELIVERIES),
                duration("DefaultMessageTimeToLive", QueueSettings.UNLIMITED),
                flag("DeadLetteringOnMessageExpiration"),
                flag("RequiresSession"),
                duplicateWindow(),
                entity("ForwardTo"),
                entity("ForwardDeadLetteredMessagesTo"));
    }

    TopicSettings topic() {
        var timeToLive = duration("DefaultMessageTimeToLive", QueueSettings.UNLIMITED);
        if (!timeToLive.isPositive()) {
            throw new IllegalArgumentException("DefaultMessageTimeToLive is more than 0: " + timeToLive);
        }
        return new TopicSettings(timeToLive, duplicateWindow());
    }

    Profile profile(Instant createdAt, Instant now) {
        var notes = new HashMap<String, String>();
        for (var name : Kind.of(description).notes().keySet()) {
            description.text(name).ifPresent(text -> notes.put(name, Kind.isDuration(name) ? respell(name) : text));
        }
        if (notes.getOrDefault("UserMetadata", "").length() > MAX_METADATA) {
            throw new IllegalArgumentException("UserMetadata is at most " + MAX_METADATA + " characters.");
        }
        return new Profile(status(), notes, createdAt, now);
    }

    private EntityStatus status() {
        var text = description.text("Status").orElse("Active");
        for (var status : EntityStatus.values()) {
            if (name(status).equalsIgnoreCase(text)) {
                return status;
            }
        }
        throw new IllegalArgumentException("Status is Active, Disabled, SendDisabled or ReceiveDisabled, not " + text);
    }

    /** {@code SEND_DISABLED} as the wire says it: {@code SendDisabled}. */
    static String name(EntityStatus status) {
        var name = new StringBuilder();
        for (var word : status.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    static String text(Duration duration) {
        return duration.compareTo(QueueSettings.UNLIMITED) < 0 ? duration.toString() : UNLIMITED;
    }

    private Duration duplicateWindow() {
        return flag("RequiresDuplicateDetection")
                ? duration("DuplicateDetectionHistoryTimeWindow", DUPLICATE_WINDOW)
                : Duration.ZERO;
    }

    private String respell(String name) {
        return text(duration(name, QueueSettings.UNLIMITED));
    }

    private boolean flag(String name) {
        return description.text(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    private int number(String name, int preset) {
        try {
            return description.text(name).map(Integer::valueOf).orElse(preset);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a number", e);
        }
    }

    private Duration duration(String name, Duration preset) {
        try {
            var duration = description.text(name).map(Duration::parse).orElse(preset);
            return duration.compareTo(ALMOST_UNLIMITED) < 0 ? duration : QueueSettings.UNLIMITED;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " is not an ISO 8601 duration", e);
        }
    }

    /** Clients name an entity by its whole address; what counts is its path. */
    private @Nullable String entity(String name) {
        return description
                .text(name)
                .map(text -> text.replaceFirst("^[a-z]+://[^/]*/", ""))
                .orElse(null);
    }
}
