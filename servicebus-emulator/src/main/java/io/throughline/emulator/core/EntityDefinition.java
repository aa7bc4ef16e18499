package io.throughline.emulator.core;

import io.throughline.emulator.rules.Rule;
import java.util.List;

/** What an entity is to be, before it exists. */
public sealed interface EntityDefinition {

    String name();

    /** A queue. */
    record QueueDefinition(String name, QueueSettings settings) implements EntityDefinition {
        public QueueDefinition {
            requireName(name);
        }
    }

    /** A topic with its subscriptions. */
    record TopicDefinition(String name, TopicSettings settings, List<SubscriptionDefinition> subscriptions)
            implements EntityDefinition {
        public TopicDefinition {
            requireName(name);
            subscriptions = List.copyOf(subscriptions);
        }

        TopicDefinition withoutSubscriptions() {
            return new TopicDefinition(name, settings, List.of());
        }
    }

    /** A subscription of a topic; it gets what any of its rules matches. */
    record SubscriptionDefinition(String name, QueueSettings settings, List<Rule> rules) implements EntityDefinition {
        public SubscriptionDefinition {
            requireName(name);
            rules = List.copyOf(rules);
        }
    }

    private static void requireName(String name) {
        if (!name.matches("[\\p{Alnum}$]([\\p{Alnum}._/~-]*[\\p{Alnum}_-])?") || name.length() > 260) {
            throw new IllegalArgumentException("Not a name of an entity: '" + name + "'");
        }
    }
}
