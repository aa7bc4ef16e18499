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
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the configuration said of each entity when it was last read. Of a new one only what it says differently is news,
 * and news replaces what was done while the namespace was in use: the later word counts.
 */
final class Configuration {

    private final Map<String, EntityDefinition> said = new LinkedHashMap<>();

    void restore(Change.Configured configured) {
        if (configured.definition() == null) {
            said.remove(key(configured.place()));
        } else {
            said.put(key(configured.place()), configured.definition());
        }
    }

    void describe(Consumer<Change> listener) {
        said.forEach((path, definition) -> listener.accept(new Change.Configured(path, definition)));
    }

    /** Makes of the entities what a new configuration says. Nothing of it reaches the journal if it cannot be. */
    void apply(List<QueueDefinition> queues, List<TopicDefinition> topics, Namespace namespace) {
        if (queues.isEmpty() && topics.isEmpty()) {
            return;
        }
        var news = news(queues, topics, namespace.directory());
        requireEmpty(news, namespace.counts());
        var restoration = namespace.restoration();
        news.forEach(restoration::apply);
        news.stream()
                .filter(Change.Defined.class::isInstance)
                .map(Change::place)
                .forEach(namespace::check);
        news.forEach(namespace.journal()::add);
        namespace.journal().commit();
    }

    private static void requireEmpty(List<Change> news, List<EntityCounts> counts) {
        var going = news.stream()
                .filter(Change.Removed.class::isInstance)
                .map(change -> key(change.place()))
                .toList();
        var held = new TreeMap<String, Integer>();
        counts.stream()
                .filter(each -> each.total() > 0 && isOrIsBelow(key(each.path()), going))
                .forEach(each -> held.put(each.path(), each.total()));
        if (!held.isEmpty()) {
            throw new ConfigurationConflict("There are messages in entities that are not configured any more, or"
                    + " otherwise: " + held + ". Configure them as before, or begin anew with an empty folder");
        }
    }

    private static boolean isOrIsBelow(String path, List<String> going) {
        return going.stream().anyMatch(gone -> path.equals(gone) || path.startsWith(gone + "/subscriptions/"));
    }

    private List<Change> news(List<QueueDefinition> queues, List<TopicDefinition> topics, Directory entities) {
        var news = new News(entities);
        queues.forEach(queue -> news.says(queue.name(), queue));
        topics.forEach(news::says);
        said.keySet().stream().filter(path -> !news.named.containsKey(path)).forEach(news::withdrawn);
        return news.all();
    }

    private boolean isNew(String path, EntityDefinition definition) {
        return !definition.equals(said.get(key(path)));
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    /** What goes comes first: it makes room for what is defined. */
    private final class News {

        private final Directory entities;
        private final Map<String, EntityDefinition> named = new LinkedHashMap<>();
        private final List<Change> going = new ArrayList<>();
        private final List<Change> coming = new ArrayList<>();

        News(Directory entities) {
            this.entities = entities;
        }

        void says(TopicDefinition topic) {
            var changed = topic.subscriptions().stream()
                    .filter(each -> isNew(Subscription.path(topic.name(), each.name()), each))
                    .toList();
            var wanted = !changed.isEmpty() && entities.find(topic.name()).isEmpty();
            says(topic.name(), topic.withoutSubscriptions(), wanted);
            for (var each : topic.subscriptions()) {
                says(Subscription.path(topic.name(), each.name()), each);
            }
        }

        void says(String path, EntityDefinition definition) {
            says(path, definition, false);
        }

        private void says(String path, EntityDefinition definition, boolean anyway) {
            named.put(key(path), definition);
            if (anyway || isNew(path, definition)) {
                coming.add(new Change.Configured(path, definition));
                coming.add(new Change.Defined(path, definition, profile(path, definition)));
            }
        }

        private Profile profile(String path, EntityDefinition definition) {
            var existing = entities.find(path);
            if (existing.isPresent() && !canBecome(existing.get().definition(), definition)) {
                going.add(new Change.Removed(path));
                existing = Optional.empty();
            }
            return existing.map(view -> view.profile().changed(entities.now()))
                    .orElseGet(() -> Profile.created(entities.now()));
        }

        void withdrawn(String path) {
            coming.add(new Change.Configured(path, null));
            if (entities.find(path).isPresent()) {
                going.add(new Change.Removed(path));
            }
        }

        List<Change> all() {
            going.addAll(coming);
            return going;
        }
    }

    /** Whether the messages of one fit into the other. */
    private static boolean canBecome(EntityDefinition before, EntityDefinition after) {
        return switch (before) {
            case TopicDefinition _ -> after instanceof TopicDefinition;
            case QueueDefinition queue ->
                after instanceof QueueDefinition next && sameSessions(queue.settings(), next.settings());
            case SubscriptionDefinition subscription ->
                after instanceof SubscriptionDefinition next && sameSessions(subscription.settings(), next.settings());
        };
    }

    private static boolean sameSessions(QueueSettings before, QueueSettings after) {
        return before.requiresSession() == after.requiresSession();
    }
}
