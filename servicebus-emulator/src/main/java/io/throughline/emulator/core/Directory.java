package io.throughline.emulator.core;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

    /** Nothing if there is no such queue, topic or subscription. */
    Optional<EntityView> find(String path) {
        var there = topics.containsKey(key(path)) || sources.containsKey(key(path));
        return there ? Optional.of(view(path)) : Optional.empty();
    }

    Instant now() {
        return namespace.timers().now();
    }

    /** Tells what every entity is. */
    void describe(Consumer<Change> listener) {
        queues.keySet().forEach(path -> listener.accept(defined(path)));
        topics.forEach((path, topic) -> {
            listener.accept(defined(path));
            topic.subscriptions()
                    .forEach(each -> listener.accept(defined(each.store().path())));
        });
    }

    private void note(String path) {
        namespace.journal().add(defined(path));
    }

    private Change.Defined defined(String path) {
        var view = view(path);
        return new Change.Defined(path, alone(view.definition()), view.profile());
    }

    private static EntityDefinition alone(EntityDefinition definition) {
        return definition instanceof TopicDefinition topic ? topic.withoutSubscriptions() : definition;
    }

    /** Makes an entity what it is to be, whether it is there or not: unheard, and unchecked. */
    void define(Change.Defined defined) {
        var path = defined.place();
        switch (defined.definition()) {
            case QueueDefinition queue -> {
                if (find(path).isEmpty()) {
                    namespace.add(queue);
                }
                change(holding(path), queue.settings(), defined.profile());
            }
            case TopicDefinition topic -> {
                if (find(path).isEmpty()) {
                    namespace.add(topic);
                }
                topic(path).change(topic.settings(), defined.profile());
            }
            case SubscriptionDefinition subscription -> define(path, subscription, defined.profile());
        }
    }

    private void define(String path, SubscriptionDefinition definition, Profile profile) {
        if (find(path).isEmpty()) {
            namespace.add(topic(Subscription.topic(path)), definition);
        }
        if (namespace.source(path) instanceof Subscription subscription) {
            subscription.define(definition.rules());
        }
        change(holding(path), definition.settings(), profile);
    }

    public void create(QueueDefinition definition, Profile profile) {
        namespace.add(definition);
        changeOrDrop(definition.name(), definition.settings(), profile);
    }

    public void create(TopicDefinition definition, Profile profile) {
        namespace.add(definition);
        topic(definition.name()).change(definition.settings(), profile);
        note(definition.name());
    }

    public void create(String topic, SubscriptionDefinition definition, Profile profile) {
        namespace.add(topic(topic), definition);
        changeOrDrop(Subscription.path(topic, definition.name()), definition.settings(), profile);
    }

    private void changeOrDrop(String path, QueueSettings settings, Profile profile) {
        try {
            change(path, settings, profile);
        } catch (Refusal refusal) {
            drop(path);
            throw refusal;
        }
    }

    /** Changes a topic. */
    public void change(String path, TopicSettings settings, Profile profile) {
        var topic = topic(path);
        requireSame("RequiresDuplicateDetection", topic.detectsDuplicates(), isOn(settings.duplicateWindow()));
        topic.change(settings, profile);
        note(path);
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
        change(holding, settings, profile);
        note(path);
    }

    private void change(Holding holding, QueueSettings settings, Profile profile) {
        holding.change(settings, profile);
        Optional.ofNullable(queues.get(key(holding.store().path())))
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
        view(path);
        drop(path);
        namespace.journal().add(new Change.Removed(path));
    }

    /** Removes an entity, unheard, if it is there. */
    void drop(String path) {
        if (find(path).isEmpty()) {
            return;
        }
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
