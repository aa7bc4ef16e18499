package io.throughline.emulator.config;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.TopicSettings;
import io.throughline.emulator.rules.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The entities that an emulator starts with. */
public record NamespaceConfig(List<QueueDefinition> queues, List<TopicDefinition> topics) {

    public static final NamespaceConfig EMPTY = new NamespaceConfig(List.of(), List.of());

    public NamespaceConfig {
        queues = List.copyOf(queues);
        topics = List.copyOf(topics);
    }

    /**
     * Reads the Config.json of Microsoft's emulator, comments included.
     *
     * @throws BadConfigException if it does not say what it must; tells where
     */
    public static NamespaceConfig parse(String json) {
        return ConfigReader.read(json);
    }

    public NamespaceConfig withQueue(String name, QueueSettings settings) {
        return new NamespaceConfig(and(queues, new QueueDefinition(name, settings)), topics);
    }

    /** Adds a topic whose subscriptions each get everything. */
    public NamespaceConfig withTopic(String name, String... subscriptions) {
        var definitions = Arrays.stream(subscriptions)
                .map(each -> new SubscriptionDefinition(each, QueueSettings.DEFAULT, List.of(Rule.everything())))
                .toList();
        return withTopic(new TopicDefinition(name, TopicSettings.DEFAULT, definitions));
    }

    public NamespaceConfig withTopic(TopicDefinition topic) {
        return new NamespaceConfig(queues, and(topics, topic));
    }

    private static <T> List<T> and(List<T> before, T more) {
        return Stream.concat(before.stream(), Stream.of(more)).toList();
    }
}
