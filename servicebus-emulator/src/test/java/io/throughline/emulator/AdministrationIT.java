package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceExistsException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.administration.ServiceBusAdministrationClient;
import com.azure.messaging.servicebus.administration.models.CorrelationRuleFilter;
import com.azure.messaging.servicebus.administration.models.CreateQueueOptions;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.CreateSubscriptionOptions;
import com.azure.messaging.servicebus.administration.models.CreateTopicOptions;
import com.azure.messaging.servicebus.administration.models.EntityStatus;
import com.azure.messaging.servicebus.administration.models.FalseRuleFilter;
import com.azure.messaging.servicebus.administration.models.QueueProperties;
import com.azure.messaging.servicebus.administration.models.RuleProperties;
import com.azure.messaging.servicebus.administration.models.SqlRuleAction;
import com.azure.messaging.servicebus.administration.models.SqlRuleFilter;
import com.azure.messaging.servicebus.administration.models.SubscriptionProperties;
import com.azure.messaging.servicebus.administration.models.TopicProperties;
import com.azure.messaging.servicebus.administration.models.TrueRuleFilter;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdministrationIT {

    private static final Duration FOR_EVER = Duration.parse("P10675199DT2H48M5.4775807S");

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.withConfig("emulator-config.json");

    final Clients clients = new Clients(EMULATOR.emulator());
    final ServiceBusAdministrationClient administration = clients.administration();

    @Test
    void createsAQueueAndShowsItAsItWasWanted() {
        var wanted = new CreateQueueOptions()
                .setLockDuration(Duration.ofSeconds(30))
                .setMaxDeliveryCount(7)
                .setDefaultMessageTimeToLive(Duration.ofDays(2))
                .setDeadLetteringOnMessageExpiration(true)
                .setDuplicateDetectionRequired(true)
                .setDuplicateDetectionHistoryTimeWindow(Duration.ofMinutes(3))
                .setForwardDeadLetteredMessagesTo("plain")
                .setMaxSizeInMegabytes(2048)
                .setUserMetadata("<ours> & \"theirs\"");

        administration.createQueue("created", wanted);

        var queue = administration.getQueue("created");
        assertThat(queue.getName()).isEqualTo("created");
        assertThat(queue.getLockDuration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(queue.getMaxDeliveryCount()).isEqualTo(7);
        assertThat(queue.getDefaultMessageTimeToLive()).isEqualTo(Duration.ofDays(2));
        assertThat(queue.isDeadLetteringOnMessageExpiration()).isTrue();
        assertThat(queue.isDuplicateDetectionRequired()).isTrue();
        assertThat(queue.getDuplicateDetectionHistoryTimeWindow()).isEqualTo(Duration.ofMinutes(3));
        assertThat(queue.isSessionRequired()).isFalse();
        assertThat(queue.getForwardDeadLetteredMessagesTo()).isEqualTo("plain");
        assertThat(queue.getMaxSizeInMegabytes()).isEqualTo(2048);
        assertThat(queue.getUserMetadata()).isEqualTo("<ours> & \"theirs\"");
        assertThat(queue.getStatus()).isEqualTo(EntityStatus.ACTIVE);
        assertThat(queue.getAutoDeleteOnIdle()).isEqualTo(FOR_EVER);
    }

    @Test
    void createsEntitiesOfSessions() {
        administration.createQueue("steps", new CreateQueueOptions().setSessionRequired(true));
        administration.createTopic("stepped");
        administration.createSubscription("stepped", "steps", new CreateSubscriptionOptions().setSessionRequired(true));

        assertThat(administration.getQueue("steps").isSessionRequired()).isTrue();
        assertThat(administration.getSubscription("stepped", "steps").isSessionRequired())
                .isTrue();
        try (var sender = clients.toQueue("steps");
                var receivers = new SessionClients(clients).ofQueue("steps")) {
            SessionClients.send(sender, "a 1");
            try (var receiver = receivers.acceptNextSession()) {
                assertThat(SessionClients.take(receiver, 1)).containsExactly("a 1");
            }
        }
    }

    @Test
    void changesAQueueInUse() {
        administration.createQueue("changed");
        try (var sender = clients.toQueue("changed");
                var receiver = clients.fromQueue("changed")) {
            sender.sendMessage(message("before"));
            var changed = administration.updateQueue(
                    administration.getQueue("changed").setMaxDeliveryCount(1).setUserMetadata("noted"));

            receiver.abandon(next(receiver));

            assertThat(changed.getMaxDeliveryCount()).isEqualTo(1);
            assertThat(changed.getUserMetadata()).isEqualTo("noted");
            assertThat(EMULATOR.emulator().entity("changed").deadLettered()).isEqualTo(1);
        }
    }

    @Test
    void takesAQueueAwayFromWhoeverUsesIt() {
        administration.createQueue("removed");
        try (var sender = clients.toQueue("removed");
                var receiver = clients.fromQueue("removed")) {
            sender.sendMessage(message("lost"));
            var held = next(receiver);

            administration.deleteQueue("removed");

            assertThat(administration.getQueueExists("removed")).isFalse();
            assertThatThrownBy(() -> sender.sendMessage(message("late")))
                    .isInstanceOfSatisfying(
                            ServiceBusException.class,
                            e -> assertThat(e.getReason())
                                    .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND));
            assertThatThrownBy(() -> receiver.complete(held)).isInstanceOf(ServiceBusException.class);

            administration.createQueue("removed");
            sender.sendMessage(message("anew"));
            assertThat(EMULATOR.emulator().entity("removed").active()).isEqualTo(1);
        }
    }

    @Test
    void saysWhatThereIsNotAndWhatThereAlreadyIs() {
        assertThatThrownBy(() -> administration.getQueue("nobody")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> administration.getTopic("nobody")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> administration.deleteQueue("nobody")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> administration.getSubscription("orders", "nobody"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> administration.createSubscription("nobody", "audit"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> administration.createQueue("plain")).isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> administration.createTopic("plain")).isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> administration.createSubscription("orders", "Everything"))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void refusesForwardingToNowhereAndRoundAndRound() {
        assertThatThrownBy(() -> administration.createQueue("aimless", new CreateQueueOptions().setForwardTo("nobody")))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("could not be found");
        assertThat(administration.getQueueExists("aimless")).isFalse();

        var first = administration.createQueue("first");
        administration.createQueue("second", new CreateQueueOptions().setForwardTo("first"));
        assertThatThrownBy(() -> administration.updateQueue(first.setForwardTo("second")))
                .hasMessageContaining("comes back to it");
        assertThat(administration.getQueue("first").getForwardTo()).isNull();
    }

    @Test
    void createsChangesAndRemovesTopicsAndSubscriptions() {
        var topic = administration.createTopic(
                "news", new CreateTopicOptions().setDefaultMessageTimeToLive(Duration.ofHours(3)));
        assertThat(topic.getDefaultMessageTimeToLive()).isEqualTo(Duration.ofHours(3));
        var changed = administration.updateTopic(topic.setUserMetadata("daily"));
        assertThat(changed.getUserMetadata()).isEqualTo("daily");

        administration.createSubscription(
                "news",
                "audit",
                new CreateSubscriptionOptions().setMaxDeliveryCount(3).setForwardTo("plain"));
        var audit = administration.getSubscription("news", "audit");
        assertThat(audit.getTopicName()).isEqualTo("news");
        assertThat(audit.getSubscriptionName()).isEqualTo("audit");
        assertThat(audit.getMaxDeliveryCount()).isEqualTo(3);
        assertThat(audit.getForwardTo()).isEqualTo("plain");
        assertThat(audit.getDefaultMessageTimeToLive()).isEqualTo(FOR_EVER);
        assertThat(administration
                        .updateSubscription(audit.setMaxDeliveryCount(4))
                        .getMaxDeliveryCount())
                .isEqualTo(4);
        assertThat(administration.getTopicRuntimeProperties("news").getSubscriptionCount())
                .isEqualTo(1);
        assertThat(administration.listTopics().stream().map(TopicProperties::getName))
                .contains("news", "orders", "returns");
        assertThat(administration.listSubscriptions("news").stream().map(SubscriptionProperties::getSubscriptionName))
                .containsExactly("audit");

        administration.deleteSubscription("news", "audit");
        assertThat(administration.getSubscriptionExists("news", "audit")).isFalse();
        administration.deleteTopic("news");
        assertThat(administration.getTopicExists("news")).isFalse();
    }

    @Test
    void listsMoreThanOnePage() {
        var names = IntStream.range(0, 120).mapToObj(i -> "page-" + i).toList();
        names.forEach(administration::createQueue);

        var listed = administration.listQueues().stream()
                .map(QueueProperties::getName)
                .filter(name -> name.startsWith("page-"))
                .toList();

        assertThat(listed).containsExactlyElementsOf(names);
        names.forEach(administration::deleteQueue);
    }

    @Test
    void countsWhatAQueueHolds() {
        administration.createQueue("counted");
        try (var sender = clients.toQueue("counted");
                var receiver = clients.fromQueue("counted")) {
            sender.sendMessages(List.of(message("held"), message("bad"), message("left")));
            sender.scheduleMessage(
                    message("later"), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
            next(receiver);
            receiver.deadLetter(next(receiver));

            var counts = administration.getQueueRuntimeProperties("counted");

            assertThat(counts.getActiveMessageCount()).isEqualTo(2);
            assertThat(counts.getDeadLetterMessageCount()).isEqualTo(1);
            assertThat(counts.getScheduledMessageCount()).isEqualTo(1);
            assertThat(counts.getTotalMessageCount()).isEqualTo(4);
            assertThat(counts.getTransferMessageCount()).isZero();
        }
    }

    @Test
    void countsWhatASubscriptionHolds() {
        administration.createTopic("tallied");
        administration.createSubscription("tallied", "audit");
        try (var sender = clients.toTopic("tallied");
                var receiver = clients.fromSubscription("tallied", "audit")) {
            sender.sendMessages(List.of(message("bad"), message("left")));
            receiver.deadLetter(next(receiver));

            var counts = administration.getSubscriptionRuntimeProperties("tallied", "audit");

            assertThat(counts.getActiveMessageCount()).isEqualTo(1);
            assertThat(counts.getDeadLetterMessageCount()).isEqualTo(1);
            assertThat(counts.getTotalMessageCount()).isEqualTo(2);
        }
    }

    @Test
    void createsRulesThatDecideWhoGetsWhat() {
        administration.createTopic("ruled");
        administration.createSubscription(
                "ruled",
                "dear",
                "dear-ones",
                new CreateSubscriptionOptions(),
                new CreateRuleOptions(new SqlRuleFilter("amount > 10"))
                        .setAction(new SqlRuleAction("SET sys.To = 'audit'")));
        administration.createSubscription("ruled", "ours");
        administration.deleteRule("ruled", "ours", "$Default");
        var correlation = new CorrelationRuleFilter("webhook").setLabel("paid");
        correlation.getProperties().put("shop", "a<b");
        administration.createRule("ruled", "ours", "ours", new CreateRuleOptions(correlation));

        try (var sender = clients.toTopic("ruled")) {
            var dear = message("dear");
            dear.getApplicationProperties().put("amount", 11);
            var ours = message("ours").setCorrelationId("webhook").setSubject("paid");
            ours.getApplicationProperties().put("shop", "a<b");
            sender.sendMessages(List.of(message("neither"), dear, ours));
        }

        try (var receiver = clients.fromSubscription("ruled", "dear")) {
            assertThat(take(receiver, 1)).singleElement().satisfies(copy -> {
                assertThat(copy.getMessageId()).isEqualTo("dear");
                assertThat(copy.getTo()).isEqualTo("audit");
            });
        }
        try (var receiver = clients.fromSubscription("ruled", "ours")) {
            assertThat(take(receiver, 1).stream().map(ServiceBusReceivedMessage::getMessageId))
                    .containsExactly("ours");
        }
        assertThat(EMULATOR.emulator().entity("ruled/subscriptions/dear").active())
                .isZero();
        assertThat(EMULATOR.emulator().entity("ruled/subscriptions/ours").active())
                .isZero();
    }

    private static String sql(RuleProperties rule) {
        return ((SqlRuleFilter) rule.getFilter()).getSqlExpression();
    }

    @Test
    void showsRulesAsTheyWereGiven() {
        administration.createTopic("shown");
        administration.createSubscription("shown", "audit");
        var correlation = new CorrelationRuleFilter("webhook").setSessionId("s").setContentType("text/plain");
        correlation.getProperties().put("shop", "ours");
        administration.createRule("shown", "none", "audit", new CreateRuleOptions(new FalseRuleFilter()));
        administration.createRule("shown", "some", "audit", new CreateRuleOptions(correlation));
        var rule = administration.createRule(
                "shown",
                "sql",
                "audit",
                new CreateRuleOptions(new SqlRuleFilter("a < 1 AND b = '&'")).setAction(new SqlRuleAction("REMOVE a")));

        assertThat(sql(rule)).isEqualTo("a < 1 AND b = '&'");
        assertThat(administration.getRule("shown", "audit", "sql").getAction())
                .isInstanceOfSatisfying(
                        SqlRuleAction.class,
                        action -> assertThat(action.getSqlExpression()).isEqualTo("REMOVE a"));
        assertThat(administration.getRule("shown", "audit", "some").getFilter()).isEqualTo(correlation);
        assertThat(administration.getRule("shown", "audit", "none").getFilter()).isInstanceOf(FalseRuleFilter.class);
        assertThat(administration.getRule("shown", "audit", "$Default").getFilter())
                .isInstanceOf(TrueRuleFilter.class);

        var changed = administration.updateRule("shown", "audit", rule.setFilter(new SqlRuleFilter("a = 2")));
        assertThat(sql(changed)).isEqualTo("a = 2");
        assertThat(administration.listRules("shown", "audit").stream().map(RuleProperties::getName))
                .containsExactly("$Default", "none", "some", "sql");
        assertThatThrownBy(() -> administration.createRule("shown", "sql", "audit", new CreateRuleOptions()))
                .isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> administration.createRule(
                        "shown", "bad", "audit", new CreateRuleOptions(new SqlRuleFilter("amount >"))))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("at position 9");
        administration.deleteRule("shown", "audit", "sql");
        assertThatThrownBy(() -> administration.getRule("shown", "audit", "sql"))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void letsNobodySendToADisabledQueueUntilItIsActiveAgain() {
        var queue = administration.createQueue("paused");
        try (var sender = clients.toQueue("paused");
                var receiver = clients.fromQueue("paused")) {
            sender.sendMessage(message("before"));
            administration.updateQueue(queue.setStatus(EntityStatus.SEND_DISABLED));
            assertThatThrownBy(() -> sender.sendMessage(message("refused")))
                    .isInstanceOfSatisfying(
                            ServiceBusException.class,
                            e -> assertThat(e.getReason())
                                    .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_DISABLED));
            assertThat(next(receiver).getMessageId()).isEqualTo("before");

            administration.updateQueue(queue.setStatus(EntityStatus.ACTIVE));
            sender.sendMessage(message("after"));
            assertThat(next(receiver).getMessageId()).isEqualTo("after");
        }
    }

    @Test
    void letsNobodyReceiveFromAQueueThatIsDisabledForReceivers() {
        var queue =
                administration.createQueue("shut", new CreateQueueOptions().setStatus(EntityStatus.RECEIVE_DISABLED));
        try (var sender = clients.toQueue("shut");
                var receiver = clients.fromQueue("shut")) {
            sender.sendMessage(message("kept"));
            assertThatThrownBy(() -> next(receiver)).hasStackTraceContaining("currently disabled");
            assertThat(EMULATOR.emulator().entity("shut").active()).isEqualTo(1);
        }

        administration.updateQueue(queue.setStatus(EntityStatus.ACTIVE));

        try (var receiver = clients.fromQueue("shut")) {
            assertThat(next(receiver).getMessageId()).isEqualTo("kept");
        }
    }

    @Test
    void knowsItsNamespace() {
        assertThat(administration.getNamespaceProperties().getName()).isEqualTo("sbemulatorns");
    }

    @Test
    void administersEntitiesNamedAsItsOwnPaths() {
        assertThat(administration.createQueue("health").getName()).isEqualTo("health");
        assertThat(administration.getQueue("health").getName()).isEqualTo("health");
    }

    @Test
    void refusesWhoeverHasNotTheKey() {
        var stranger = Clients.administration(
                EMULATOR.emulator().httpPort(),
                EMULATOR.emulator().connectionString().replaceFirst("SharedAccessKey=[^;]+", "SharedAccessKey=wrong"));

        assertThatThrownBy(() -> stranger.getQueue("plain")).isInstanceOf(ClientAuthenticationException.class);
        assertThatThrownBy(() -> stranger.createQueue("intruded")).isInstanceOf(ClientAuthenticationException.class);
        assertThat(administration.getQueueExists("intruded")).isFalse();
    }
}
