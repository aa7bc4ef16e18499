package io.throughline.emulator;

import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClient;
import com.azure.messaging.servicebus.administration.models.CorrelationRuleFilter;
import com.azure.messaging.servicebus.administration.models.CreateQueueOptions;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.CreateSubscriptionOptions;
import com.azure.messaging.servicebus.administration.models.CreateTopicOptions;
import com.azure.messaging.servicebus.administration.models.FalseRuleFilter;
import com.azure.messaging.servicebus.administration.models.RuleFilter;
import com.azure.messaging.servicebus.administration.models.SqlRuleAction;
import com.azure.messaging.servicebus.administration.models.SqlRuleFilter;
import com.azure.messaging.servicebus.administration.models.TrueRuleFilter;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.rules.BooleanFilter;
import io.throughline.emulator.rules.CorrelationFilter;
import io.throughline.emulator.rules.Filter;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.SqlFilter;
import io.throughline.emulator.rules.SystemProperty;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the entities of a Config.json by way of the administration client.
 *
 * @param name gives queues and topics their real names
 */
record ForeignEntities(ServiceBusAdministrationClient administration, UnaryOperator<String> name) {

    /** What something is forwarded to must be there first; subscriptions forward to queues. */
    void create(NamespaceConfig entities) {
        Predicate<QueueDefinition> forwards = queue ->
                queue.settings().forwardTo() != null || queue.settings().forwardDeadLettersTo() != null;
        entities.queues().stream().filter(forwards.negate()).forEach(this::create);
        entities.topics().forEach(this::create);
        entities.queues().stream().filter(forwards).forEach(this::create);
        entities.topics()
                .forEach(topic -> topic.subscriptions().forEach(each -> create(name.apply(topic.name()), each)));
    }

    private void create(QueueDefinition queue) {
        var settings = queue.settings();
        var options = new CreateQueueOptions()
                .setLockDuration(settings.lockDuration())
                .setMaxDeliveryCount(settings.maxDeliveryCount())
                .setDefaultMessageTimeToLive(settings.timeToLive())
                .setDeadLetteringOnMessageExpiration(settings.deadLetterOnExpiration())
                .setSessionRequired(settings.requiresSession())
                .setForwardTo(forwarding(settings.forwardTo()))
                .setForwardDeadLetteredMessagesTo(forwarding(settings.forwardDeadLettersTo()));
        window(settings.duplicateWindow())
                .ifPresent(window ->
                        options.setDuplicateDetectionRequired(true).setDuplicateDetectionHistoryTimeWindow(window));
        administration.createQueue(name.apply(queue.name()), options);
    }

    private void create(TopicDefinition topic) {
        var options = new CreateTopicOptions()
                .setDefaultMessageTimeToLive(topic.settings().timeToLive());
        window(topic.settings().duplicateWindow())
                .ifPresent(window ->
                        options.setDuplicateDetectionRequired(true).setDuplicateDetectionHistoryTimeWindow(window));
        administration.createTopic(name.apply(topic.name()), options);
    }

    private static Optional<Duration> window(Duration window) {
        return Optional.of(window).filter(Duration::isPositive);
    }

    private void create(String topic, SubscriptionDefinition subscription) {
        var rules = subscription.rules();
        var first = rules.getFirst();
        administration.createSubscription(
                topic, subscription.name(), first.name(), options(subscription.settings()), options(first));
        rules.stream()
                .skip(1)
                .forEach(rule -> administration.createRule(topic, rule.name(), subscription.name(), options(rule)));
    }

    private CreateSubscriptionOptions options(QueueSettings settings) {
        return new CreateSubscriptionOptions()
                .setLockDuration(settings.lockDuration())
                .setMaxDeliveryCount(settings.maxDeliveryCount())
                .setDefaultMessageTimeToLive(settings.timeToLive())
                .setDeadLetteringOnMessageExpiration(settings.deadLetterOnExpiration())
                .setSessionRequired(settings.requiresSession())
                .setForwardTo(forwarding(settings.forwardTo()))
                .setForwardDeadLetteredMessagesTo(forwarding(settings.forwardDeadLettersTo()));
    }

    private @Nullable String forwarding(@Nullable String entity) {
        return entity == null ? null : name.apply(entity);
    }

    private static CreateRuleOptions options(Rule rule) {
        var options = new CreateRuleOptions(filter(rule.filter()));
        return rule.action() == null
                ? options
                : options.setAction(new SqlRuleAction(rule.action().sql().text()));
    }

    private static RuleFilter filter(Filter filter) {
        return switch (filter) {
            case BooleanFilter all -> all.matching() ? new TrueRuleFilter() : new FalseRuleFilter();
            case SqlFilter sql -> new SqlRuleFilter(sql.sql().text());
            case CorrelationFilter correlation -> {
                var wanted = new CorrelationRuleFilter();
                correlation.system().forEach((property, value) -> set(wanted, property, value));
                wanted.getProperties().putAll(correlation.properties());
                yield wanted;
            }
        };
    }

    private static void set(CorrelationRuleFilter filter, SystemProperty property, String value) {
        switch (property) {
            case CONTENT_TYPE -> filter.setContentType(value);
            case CORRELATION_ID -> filter.setCorrelationId(value);
            case LABEL -> filter.setLabel(value);
            case MESSAGE_ID -> filter.setMessageId(value);
            case REPLY_TO -> filter.setReplyTo(value);
            case REPLY_TO_SESSION_ID -> filter.setReplyToSessionId(value);
            case SESSION_ID -> filter.setSessionId(value);
            case TO -> filter.setTo(value);
        }
    }
}
