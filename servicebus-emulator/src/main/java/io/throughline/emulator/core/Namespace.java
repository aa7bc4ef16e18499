package io.throughline.emulator.core;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All entities, by path. Paths know no case. */
public final class Namespace {

    static final String DEAD_LETTERS = "/$deadletterqueue";

    /** Service Bus's own limit for a chain of forwarding entities. */
    private static final int MAX_HOPS = 4;

    private final Context context;
    private final Configuration configuration = new Configuration();
    private final Map<String, Queue> queues = new LinkedHashMap<>();
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();

    public Namespace(Timers timers, Limits limits) {
        this(timers, limits, Journal.NONE);
    }

    /** @param journal hears of every change that outlives a restart */
    public Namespace(Timers timers, Limits limits, Journal journal) {
        this.context = new Context(timers, limits, journal);
    }

    public Journal journal() {
        return context.journal();
    }

    public Limits limits() {
        return context.limits();
    }

    public Timers timers() {
        return context.timers();
    }

    public Directory directory() {
        return new Directory(this, queues, topics, sources);
    }

    /**
     * Makes of the entities what a configuration says differently than the one before it. One without entities says
     * nothing.
     *
     * @throws ConfigurationConflict if messages would be lost; nothing has reached the journal then
     */
    public void configure(List<QueueDefinition> queueDefinitions, List<TopicDefinition> topicDefinitions) {
        configuration.apply(queueDefinitions, topicDefinitions, this);
    }

    /** Adds an entity, unheard. */
    public void add(QueueDefinition definition) {
        requireNew(definition.name(), definition.name());
        var queue = new Queue(definition.name(), definition.settings(), context, this::destination);
        queues.put(key(definition.name()), queue);
        sources.put(key(definition.name()), queue);
    }

    /** Adds an entity with all below it, unheard. */
    public void add(TopicDefinition definition) {
        requireNew(definition.name(), definition.name());
        var topic = new Topic(definition.name(), definition.settings(), context);
        topics.put(key(definition.name()), topic);
        definition.subscriptions().forEach(subscription -> add(topic, subscription));
    }

    void add(Topic topic, SubscriptionDefinition definition) {
        var path = Subscription.path(topic.path(), definition.name());
        requireNew(path, definition.name());
        var subscription = new Subscription(path, definition.settings(), context, this::destination);
        subscription.define(definition.rules());
        topic.add(key(definition.name()), subscription);
        sources.put(key(path), subscription);
    }

    private void requireNew(String path, String name) {
        if (queues.containsKey(key(path)) || topics.containsKey(key(path)) || sources.containsKey(key(path))) {
            throw new Refusal(Refusal.Reason.ALREADY_EXISTS, "The messaging entity '" + name + "' already exists.");
        }
        if (topics.size() + sources.size() >= context.limits().maxEntities()) {
            throw new Refusal(Refusal.Reason.QUOTA_EXCEEDED, "No more entities: the limit is reached.");
        }
    }

    /** Fails if an entity forwards to one that does not exist, or in the end to itself. */
    public void check() {
        sources.values().forEach(source -> {
            var settings = source.store().settings();
            settings.next().forEach(this::destination);
            Optional.ofNullable(settings.forwardDeadLettersTo()).ifPresent(this::destination);
        });
        Stream.concat(queues.keySet().stream(), topics.keySet().stream()).forEach(path -> follow(path, MAX_HOPS));
    }

    /** As {@link #check()}, for what one queue or subscription passes on. */
    void check(QueueSettings settings) {
        settings.next().forEach(next -> follow(next, MAX_HOPS - 1));
        Optional.ofNullable(settings.forwardDeadLettersTo()).ifPresent(this::destination);
    }

    /** As {@link #check()}, for one entity. */
    void check(String path) {
        var key = key(path);
        if (topics.containsKey(key)) {
            follow(path, MAX_HOPS);
        } else {
            check(source(path).store().settings());
        }
    }

    private void follow(String path, int hops) {
        if (hops < 0) {
            throw new Refusal(
                    Refusal.Reason.INVALID, "Forwarding passes '" + path + "' after more than " + MAX_HOPS + " hops.");
        }
        destination(path).next().forEach(next -> follow(next, hops - 1));
    }

    /** A queue or topic to send to. */
    public Destination destination(String path) {
        var key = key(path);
        return Optional.<Destination>ofNullable(queues.get(key))
                .or(() -> Optional.ofNullable(topics.get(key)))
                .orElseThrow(() -> Refusal.unknownEntity(path));
    }

    /** Whether it is a queue, a subscription, or the dead-letter sub-queue of either. */
    public boolean hasSource(String path) {
        var key = key(path);
        return sources.containsKey(
                key.endsWith(DEAD_LETTERS) ? key.substring(0, key.length() - DEAD_LETTERS.length()) : key);
    }

    /** A queue, a subscription, or the dead-letter sub-queue of either, to receive from. */
    public Source source(String path) {
        var key = key(path);
        if (!key.endsWith(DEAD_LETTERS)) {
            return Optional.ofNullable(sources.get(key)).orElseThrow(() -> Refusal.unknownEntity(path));
        }
        var owner = sources.get(key.substring(0, key.length() - DEAD_LETTERS.length()));
        return switch (owner) {
            case null -> throw Refusal.unknownEntity(path);
            case Queue queue -> new SubQueue(queue.deadLetters());
            case Subscription subscription -> new SubQueue(subscription.deadLetters());
            case Source other -> throw Refusal.unknownEntity(other.store().path());
        };
    }

    private record SubQueue(MessageStore store) implements Source {
        @Override
        public List<StoredMessage> peek(long from, int most) {
            return store.peek(from, most);
        }
    }

    /** Gives it back what it was before a restart. */
    public Restoration restoration() {
        return new Restoration(this, configuration);
    }

    /** Tells the changes that make of an empty namespace what this one is now. */
    public void describe(Consumer<Change> listener) {
        configuration.describe(listener);
        directory().describe(listener);
        places().forEach(place -> place.describe(listener));
    }

    Optional<Place> place(String path) {
        var key = key(path);
        if (topics.containsKey(key)) {
            return Optional.of(topics.get(key));
        }
        if (!hasSource(path)) {
            return Optional.empty();
        }
        var source = source(path);
        return Optional.of(source instanceof Place place ? place : new StorePlace(source.store()));
    }

    private List<Place> places() {
        var places = new ArrayList<Place>();
        queues.values().forEach(queue -> places.addAll(List.of(queue, new StorePlace(queue.deadLetters()))));
        topics.values().forEach(topic -> {
            places.add(topic);
            topic.subscriptions().forEach(each -> places.addAll(List.of(each, new StorePlace(each.deadLetters()))));
        });
        return places;
    }

    public List<EntityCounts> counts() {
        var counts = new ArrayList<EntityCounts>();
        queues.values().forEach(queue -> counts.add(queue.holding().counts(queue.scheduled())));
        topics.values().forEach(topic -> {
            counts.add(topic.counts());
            topic.subscriptions().forEach(each -> counts.add(each.holding().counts(0)));
        });
        return List.copyOf(counts);
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
