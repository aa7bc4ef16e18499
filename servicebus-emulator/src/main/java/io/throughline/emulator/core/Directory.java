package io.throughline.emulator.core;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows, creates, changes and removes entities while the namespace is in use. */
public final class Directory {

    private final Namespace namespace;
    private final Map<String, Queue> queues;
    private final Map<String, Topic> topics;
    private final Map<String, Source> sources;

    Directory(Namespace namespace, Map<String, Queue> queues, Map<String, Topic> topics, Map<String, Source> sources) {
        this.namespace = namespace;
        this.queues = queues;
        this.topics = topics;
        this.sources = sources;
    }

    public List<EntityView> queues() {
        return queues.values().stream().map(Queue::view).toList();
    }

    public List<EntityView> topics() {
        return topics.values().stream().map(Topic::view).toList();
    }

    public List<EntityView> subscriptions(String topic) {
        return topic(topic).subscriptions().stream().map(Subscription::view).toList();
    }

    /** A queue, topic or subscription. */
    public EntityView view(String path) {
        var topic = topics.get(key(path));
        return topic == null ? viewOf(namespace.source(path)) : topic.view();
    }

    private static EntityView viewOf(Source source) {
        return switch (source) {
            case Queue queue -> queue.view();
            case Subscription subscription -> subscription.view();
            default -> throw Refusal.unknownEntity(source.store().path());
        };
    }

    public void create(QueueDefinition definition, Profile profile) {
        namespace.add(definition);
        changeOrRemove(definition.name(), definition.settings(), profile);
    }

    public void create(TopicDefinition definition, Profile profile) {
        namespace.add(definition);
        topic(definition.name()).change(definition.settings(), profile);
    }

    public void create(String topic, SubscriptionDefinition definition, Profile profile) {
        namespace.add(topic(topic), definition);
        changeOrRemove(Subscription.path(topic, definition.name()), definition.settings(), profile);
    }

    private void changeOrRemove(String path, QueueSettings settings, Profile profile) {
        try {
            change(path, settings, profile);
        } catch (Refusal refusal) {
            remove(path);
            throw refusal;
        }
    }

    /** Changes a topic. */
    public void change(String path, TopicSettings settings, Profile profile) {
        var topic = topic(path);
        requireSame("RequiresDuplicateDetection", topic.detectsDuplicates(), isOn(settings.duplicateWindow()));
        topic.change(settings, profile);
    }

    /** Changes a queue or subscription, or leaves it as it was if it would forward to where it cannot. */
    public void change(String path, QueueSettings settings, Profile profile) {
        var holding = holding(path);
        var before = holding.store().settings();
        requireSame("RequiresSession", before.requiresSession(), settings.requiresSession());
        requireSame("RequiresDuplicateDetection", isOn(before.duplicateWindow()), isOn(settings.duplicateWindow()));
        var profileBefore = holding.gate().profile();
        try {
            holding.change(settings, profileBefore);
            namespace.check(path, settings);
        } catch (Refusal refusal) {
            holding.change(before, profileBefore);
            throw new Refusal(Refusal.Reason.INVALID, String.valueOf(refusal.getMessage()));
        }
        holding.change(settings, profile);
        Optional.ofNullable(queues.get(key(path)))
                .ifPresent(queue -> queue.changeDuplicateWindow(settings.duplicateWindow()));
    }

    private static boolean isOn(Duration window) {
        return !window.isZero();
    }

    private static void requireSame(String name, boolean before, boolean after) {
        if (before != after) {
            throw new Refusal(Refusal.Reason.INVALID, name + " cannot be changed once the entity exists.");
        }
    }

    /** Removes an entity with all that it holds and all that is below it, and ends its receivers. */
    public void remove(String path) {
        var key = key(path);
        var topic = topics.remove(key);
        if (topic != null) {
            topic.remove();
            topic.subscriptions()
                    .forEach(each -> sources.remove(key(each.store().path())));
            return;
        }
        var holding = holding(path);
        if (sources.remove(key) instanceof Subscription) {
            topics.values()
                    .forEach(each -> each.subscriptions()
                            .removeIf(one -> key(one.store().path()).equals(key)));
        }
        Optional.ofNullable(queues.remove(key)).ifPresent(Queue::remove);
        holding.remove();
    }

    private Holding holding(String path) {
        return switch (namespace.source(path)) {
            case Queue queue -> queue.holding();
            case Subscription subscription -> subscription.holding();
            default -> throw Refusal.unknownEntity(path);
        };
    }

    private Topic topic(String path) {
        return Optional.ofNullable(topics.get(key(path))).orElseThrow(() -> Refusal.unknownEntity(path));
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
