package io.throughline.emulator.admin;

import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.EntityView;
import io.throughline.emulator.core.QueueSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes an entity as it is right now. */
final class Description {

    private final EntityView view;
    private final List<Element> fields = new ArrayList<>();

    private Description(EntityView view) {
        this.view = view;
    }

    static Element of(EntityView view) {
        var description = new Description(view);
        switch (view.definition()) {
            case QueueDefinition(var name, var settings) -> {
                description.holding(settings);
                description.duplicates(settings.duplicateWindow());
                description.put("SizeInBytes", 0);
            }
            case SubscriptionDefinition(var name, var settings, var rules) -> description.holding(settings);
            case TopicDefinition(var name, var settings, var subscriptions) -> {
                description.put("DefaultMessageTimeToLive", Fields.text(settings.timeToLive()));
                description.duplicates(settings.duplicateWindow());
                description.put("SizeInBytes", 0);
                description.put("SubscriptionCount", subscriptions.size());
            }
        }
        description.standing();
        return Element.of(Kind.of(view.definition()).element()).with(description.fields);
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            fields.add(Element.leaf(name, value));
        }
    }

    private void holding(QueueSettings settings) {
        put("LockDuration", Fields.text(settings.lockDuration()));
        put("RequiresSession", settings.requiresSession());
        put("DefaultMessageTimeToLive", Fields.text(settings.timeToLive()));
        put("DeadLetteringOnMessageExpiration", settings.deadLetterOnExpiration());
        put("MaxDeliveryCount", settings.maxDeliveryCount());
        put("ForwardTo", settings.forwardTo());
        put("ForwardDeadLetteredMessagesTo", settings.forwardDeadLettersTo());
        var counts = view.counts();
        put(
                "MessageCount",
                present(counts) + counts.scheduled() + counts.deadLettered() + counts.transferDeadLettered());
    }

    private void duplicates(Duration window) {
        put("RequiresDuplicateDetection", !window.isZero());
        if (!window.isZero()) {
            put("DuplicateDetectionHistoryTimeWindow", Fields.text(window));
        }
    }

    private void standing() {
        var profile = view.profile();
        for (var note : Kind.of(view.definition()).notes().entrySet()) {
            var value = profile.notes().getOrDefault(note.getKey(), note.getValue());
            var said = fields.stream().anyMatch(field -> field.name().equals(note.getKey()));
            if (!value.isEmpty() && !said) {
                put(note.getKey(), value);
            }
        }
        put("Status", Fields.name(profile.status()));
        put("EntityAvailabilityStatus", "Available");
        put("CreatedAt", profile.createdAt());
        put("UpdatedAt", profile.updatedAt());
        put("AccessedAt", profile.updatedAt());
        fields.add(counts(view.counts()));
    }

    private static Element counts(EntityCounts counts) {
        return Element.of(
                "CountDetails",
                count("ActiveMessageCount", present(counts)),
                count("DeadLetterMessageCount", counts.deadLettered()),
                count("ScheduledMessageCount", counts.scheduled()),
                count("TransferMessageCount", 0),
                count("TransferDeadLetterMessageCount", counts.transferDeadLettered()));
    }

    /** Service Bus counts as active what is locked or deferred, too. */
    private static int present(EntityCounts counts) {
        return counts.active() + counts.locked() + counts.deferred();
    }

    private static Element count(String name, int count) {
        return Element.leaf(name, count).in(Element.COUNTS);
    }
}
