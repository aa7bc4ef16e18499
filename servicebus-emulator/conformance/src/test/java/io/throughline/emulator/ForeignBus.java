package io.throughline.emulator;

import static java.util.stream.Collectors.toSet;

import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClient;
import com.azure.messaging.servicebus.administration.models.QueueProperties;
import com.azure.messaging.servicebus.administration.models.TopicProperties;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** A namespace that others use as well: what a test makes there has a name of its own and goes with it. */
final class ForeignBus implements Bus {

    /** Where it is, with the key. */
    record Address(String connectionString, Optional<URI> administration) {

        private static final String CONNECTION = "servicebus.connection-string";
        private static final String ADMINISTRATION = "servicebus.administration";
        private static final Pattern EMULATOR =
                Pattern.compile("(?i)Endpoint=sb://(?<host>[^:/;]+).*UseDevelopmentEmulator=true");

        /** What the run was given, if anything. */
        static Optional<Address> given() {
            return Optional.ofNullable(System.getProperty(CONNECTION))
                    .map(text -> new Address(text, administration(text)));
        }

        /** An emulator's has a port of its own; a namespace is its own administration. */
        private static Optional<URI> administration(String connectionString) {
            var host = EMULATOR.matcher(connectionString);
            return Optional.ofNullable(System.getProperty(ADMINISTRATION))
                    .or(() -> host.find() ? Optional.of("http://" + host.group("host") + ":5300") : Optional.empty())
                    .map(URI::create);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return connectionString.replaceFirst(";.*", "");
        }
    }

    private static final String SUBSCRIPTIONS = "/subscriptions/";

    /** The client cannot tell a queue from a topic by its name. */
    private final Set<String> topics;

    private final Address address;
    private final String prefix =
            "throughline-test-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final ServiceBusAdministrationClient administration;

    private ForeignBus(Set<String> topics, Address address) {
        this.topics = topics;
        this.address = address;
        this.administration = Bus.administration(address.connectionString(), address.administration());
    }

    static ForeignBus with(NamespaceConfig entities, Address address) {
        var topics = entities.topics().stream().map(TopicDefinition::name).collect(toSet());
        var bus = new ForeignBus(topics, address);
        try {
            new ForeignEntities(bus.administration, bus::name).create(entities);
            return bus;
        } catch (RuntimeException e) {
            bus.close();
            throw e;
        }
    }

    @Override
    public String connectionString() {
        return address.connectionString();
    }

    @Override
    public Optional<URI> administrationAddress() {
        return address.administration();
    }

    @Override
    public String name(String entity) {
        return prefix + entity;
    }

    @Override
    public EntityCounts counts(String path) {
        var names = path.split(SUBSCRIPTIONS, 2);
        if (names.length == 2) {
            return ofSubscription(path, name(names[0]), names[1]);
        }
        return topics.contains(path) ? ofTopic(path) : ofQueue(path);
    }

    private EntityCounts ofSubscription(String path, String topic, String subscription) {
        var held = administration.getSubscriptionRuntimeProperties(topic, subscription);
        return new EntityCounts(
                path,
                held.getActiveMessageCount(),
                0,
                0,
                0,
                held.getDeadLetterMessageCount(),
                held.getTransferDeadLetterMessageCount(),
                0,
                0);
    }

    private EntityCounts ofTopic(String path) {
        var scheduled = administration.getTopicRuntimeProperties(name(path)).getScheduledMessageCount();
        return new EntityCounts(path, 0, 0, scheduled, 0, 0, 0, 0, 0);
    }

    private EntityCounts ofQueue(String path) {
        var held = administration.getQueueRuntimeProperties(name(path));
        return new EntityCounts(
                path,
                held.getActiveMessageCount(),
                0,
                held.getScheduledMessageCount(),
                0,
                held.getDeadLetterMessageCount(),
                held.getTransferDeadLetterMessageCount(),
                0,
                0);
    }

    /** Removes also what the tests made by themselves. */
    @Override
    public void close() {
        administration.listQueues().stream()
                .map(QueueProperties::getName)
                .filter(name -> name.startsWith(prefix))
                .toList()
                .forEach(administration::deleteQueue);
        administration.listTopics().stream()
                .map(TopicProperties::getName)
                .filter(name -> name.startsWith(prefix))
                .toList()
                .forEach(administration::deleteTopic);
    }
}
