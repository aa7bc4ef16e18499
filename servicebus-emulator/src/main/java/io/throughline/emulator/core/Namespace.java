package io.throughline.emulator.core;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    static final String TRANSFER_DEAD_LETTERS = "/$transfer/$deadletterqueue";
    private static final String SUBSCRIPTIONS = "/subscriptions/";

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
        sources.forEach((path, source) -> check(path, source.store().settings()));
    }

    /** As {@link #check()}, for one entity. A topic alone passes nothing on. */
    void check(String path) {
        Optional.ofNullable(sources.get(key(path)))
                .ifPresent(source -> check(path, source.store().settings()));
    }

    /** As {@link #check()}, for what one queue or subscription passes on. */
    void check(String path, QueueSettings settings) {
        Optional.ofNullable(settings.forwardDeadLettersTo()).ifPresent(this::destination);
        var subscription = key(path).indexOf(SUBSCRIPTIONS);
        var taker = subscription < 0 ? key(path) : key(path).substring(0, subscription);
        var reached = new HashSet<String>();
        var ahead = new ArrayDeque<>(settings.next());
        while (!ahead.isEmpty()) {
            var next = ahead.remove();
            if (key(next).equals(taker)) {
                throw new Refusal(Refusal.Reason.INVALID, "What '" + path + "' forwards comes back to it.");
            }
            var further = destination(next).next();
            if (reached.add(key(next))) {
                ahead.addAll(further);
            }
        }
    }

    /** A queue or topic to send to. */
    public Destination destination(String path) {
        var key = key(path);
        return Optional.<Destination>ofNullable(queues.get(key))
                .or(() -> Optional.ofNullable(topics.get(key)))
                .orElseThrow(() -> Refusal.unknownEntity(path));
    }

    /** Whether it is a queue, a subscription, or a dead-letter sub-queue of either. */
    public boolean hasSource(String path) {
        var key = key(path);
        return sources.containsKey(owner(key, subQueue(key)));
    }

    /** A queue, a subscription, or a dead-letter sub-queue of either, to receive from. */
    public Source source(String path) {
        var key = key(path);
        var subQueue = subQueue(key);
        var owner = sources.get(owner(key, subQueue));
        return switch (owner) {
            case null -> throw Refusal.unknownEntity(path);
            case Source itself when subQueue.isEmpty() -> itself;
            case Queue queue -> new SubQueue(queue.holding().deadLetters(subQueue));
            case Subscription subscription ->
                new SubQueue(subscription.holding().deadLetters(subQueue));
            case Source other -> throw Refusal.unknownEntity(other.store().path());
        };
    }

    private static String subQueue(String key) {
        return Stream.of(TRANSFER_DEAD_LETTERS, DEAD_LETTERS)
                .filter(key::endsWith)
                .findFirst()
                .orElse("");
    }

    private static String owner(String key, String subQueue) {
        return key.substring(0, key.length() - subQueue.length());
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
        queues.values().forEach(queue -> add(places, queue, queue.holding()));
        topics.values().forEach(topic -> {
            places.add(topic);
            topic.subscriptions().forEach(each -> add(places, each, each.holding()));
        });
        return places;
    }

    private static void add(List<Place> places, Place entity, Holding holding) {
        places.add(entity);
        Stream.of(DEAD_LETTERS, TRANSFER_DEAD_LETTERS)
                .map(suffix -> new StorePlace(holding.deadLetters(suffix)))
                .forEach(places::add);
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

    /** When the first message in line of each queue and subscription was enqueued; nothing of empty ones. */
    public Map<String, Instant> oldest() {
        var oldest = new HashMap<String, Instant>();
        Stream.concat(
                        queues.values().stream().map(Queue::holding),
                        topics.values().stream()
                                .flatMap(topic -> topic.subscriptions().stream())
                                .map(Subscription::holding))
                .map(Holding::store)
                .filter(store -> !store.all().isEmpty())
                .forEach(store ->
                        oldest.put(store.path(), store.all().firstEntry().getValue().enqueuedAt));
        return oldest;
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
