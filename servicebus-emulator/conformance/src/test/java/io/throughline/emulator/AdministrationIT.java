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
    static final BusUnderTest BUS = BusUnderTest.withResource("emulator-config.json");

    final Clients clients = new Clients(BUS);
    final ServiceBusAdministrationClient administration = clients.administration();

    private static String name(String entity) {
        return BUS.name(entity);
    }

    @Test
    void createsAQueueAndShowsItAsItWasWanted() {
        var wanted = new CreateQueueOptions()
                .setLockDuration(Duration.ofSeconds(30))
                .setMaxDeliveryCount(7)
                .setDefaultMessageTimeToLive(Duration.ofDays(2))
                .setDeadLetteringOnMessageExpiration(true)
                .setDuplicateDetectionRequired(true)
                .setDuplicateDetectionHistoryTimeWindow(Duration.ofMinutes(3))
                .setForwardDeadLetteredMessagesTo(name("plain"))
                .setMaxSizeInMegabytes(2048)
                .setUserMetadata("<ours> & \"theirs\"");

        administration.createQueue(name("created"), wanted);

        var queue = administration.getQueue(name("created"));
        assertThat(queue.getName()).isEqualTo(name("created"));
        assertThat(queue.getLockDuration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(queue.getMaxDeliveryCount()).isEqualTo(7);
        assertThat(queue.getDefaultMessageTimeToLive()).isEqualTo(Duration.ofDays(2));
        assertThat(queue.isDeadLetteringOnMessageExpiration()).isTrue();
        assertThat(queue.isDuplicateDetectionRequired()).isTrue();
        assertThat(queue.getDuplicateDetectionHistoryTimeWindow()).isEqualTo(Duration.ofMinutes(3));
        assertThat(queue.isSessionRequired()).isFalse();
        assertThat(queue.getForwardDeadLetteredMessagesTo()).endsWith(name("plain"));
        assertThat(queue.getMaxSizeInMegabytes()).isEqualTo(2048);
        assertThat(queue.getUserMetadata()).isEqualTo("<ours> & \"theirs\"");
        assertThat(queue.getStatus()).isEqualTo(EntityStatus.ACTIVE);
        assertThat(queue.getAutoDeleteOnIdle()).isEqualTo(FOR_EVER);
    }

    @Test
    void createsEntitiesOfSessions() {
        administration.createQueue(name("steps"), new CreateQueueOptions().setSessionRequired(true));
        administration.createTopic(name("stepped"));
        administration.createSubscription(
                name("stepped"), "steps", new CreateSubscriptionOptions().setSessionRequired(true));

        assertThat(administration.getQueue(name("steps")).isSessionRequired()).isTrue();
        assertThat(administration.getSubscription(name("stepped"), "steps").isSessionRequired())
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
        administration.createQueue(name("changed"));
        try (var sender = clients.toQueue("changed");
                var receiver = clients.fromQueue("changed")) {
            sender.sendMessage(message("before"));
            var changed = administration.updateQueue(administration
                    .getQueue(name("changed"))
                    .setMaxDeliveryCount(1)
                    .setUserMetadata("noted"));

            receiver.abandon(next(receiver));

            assertThat(changed.getMaxDeliveryCount()).isEqualTo(1);
            assertThat(changed.getUserMetadata()).isEqualTo("noted");
            assertThat(BUS.counts("changed").deadLettered()).isEqualTo(1);
        }
    }

    @Test
    void takesAQueueAwayFromWhoeverUsesIt() {
        administration.createQueue(name("removed"));
        try (var sender = clients.toQueue("removed");
                var receiver = clients.fromQueue("removed")) {
            sender.sendMessage(message("lost"));
            var held = next(receiver);

            administration.deleteQueue(name("removed"));

            assertThat(administration.getQueueExists(name("removed"))).isFalse();
            assertThatThrownBy(() -> sender.sendMessage(message("late")))
                    .isInstanceOfSatisfying(
                            ServiceBusException.class,
                            e -> assertThat(e.getReason())
                                    .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND));
            assertThatThrownBy(() -> receiver.complete(held)).isInstanceOf(ServiceBusException.class);

            administration.createQueue(name("removed"));
            sender.sendMessage(message("anew"));
            assertThat(BUS.counts("removed").active()).isEqualTo(1);
        }
    }

    @Test
    void saysWhatThereIsNotAndWhatThereAlreadyIs() {
        assertThatThrownBy(() -> administration.getQueue(name("nobody"))).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> administration.getTopic(name("nobody"))).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> administration.deleteQueue(name("nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> administration.getSubscription(name("orders"), "nobody"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> administration.createSubscription(name("nobody"), "audit"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> administration.createQueue(name("plain"))).isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> administration.createTopic(name("plain"))).isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> administration.createSubscription(name("orders"), "Everything"))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void refusesForwardingToNowhereAndRoundAndRound() {
        assertThatThrownBy(() -> administration.createQueue(
                        name("aimless"), new CreateQueueOptions().setForwardTo(name("nobody"))))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("could not be found");
        assertThat(administration.getQueueExists(name("aimless"))).isFalse();

        var first = administration.createQueue(name("first"));
        administration.createQueue(name("second"), new CreateQueueOptions().setForwardTo(name("first")));
        assertThatThrownBy(() -> administration.updateQueue(first.setForwardTo(name("second"))))
                .hasMessageContaining("comes back to it");
        assertThat(administration.getQueue(name("first")).getForwardTo()).isNull();
    }

    @Test
    void createsChangesAndRemovesTopicsAndSubscriptions() {
        var topic = administration.createTopic(
                name("news"), new CreateTopicOptions().setDefaultMessageTimeToLive(Duration.ofHours(3)));
        assertThat(topic.getDefaultMessageTimeToLive()).isEqualTo(Duration.ofHours(3));
        var changed = administration.updateTopic(topic.setUserMetadata("daily"));
        assertThat(changed.getUserMetadata()).isEqualTo("daily");

        administration.createSubscription(
                name("news"),
                "audit",
                new CreateSubscriptionOptions().setMaxDeliveryCount(3).setForwardTo(name("plain")));
        var audit = administration.getSubscription(name("news"), "audit");
        assertThat(audit.getTopicName()).isEqualTo(name("news"));
        assertThat(audit.getSubscriptionName()).isEqualTo("audit");
        assertThat(audit.getMaxDeliveryCount()).isEqualTo(3);
        assertThat(audit.getForwardTo()).endsWith(name("plain"));
        assertThat(audit.getDefaultMessageTimeToLive()).isEqualTo(FOR_EVER);
        assertThat(administration
                        .updateSubscription(audit.setMaxDeliveryCount(4))
                        .getMaxDeliveryCount())
                .isEqualTo(4);
        assertThat(administration.getTopicRuntimeProperties(name("news")).getSubscriptionCount())
                .isEqualTo(1);
        assertThat(administration.listTopics().stream().map(TopicProperties::getName))
                .contains(name("news"), name("orders"), name("returns"));
        assertThat(administration.listSubscriptions(name("news")).stream()
                        .map(SubscriptionProperties::getSubscriptionName))
                .containsExactly("audit");

        administration.deleteSubscription(name("news"), "audit");
        assertThat(administration.getSubscriptionExists(name("news"), "audit")).isFalse();
        administration.deleteTopic(name("news"));
        assertThat(administration.getTopicExists(name("news"))).isFalse();
    }

    @Test
    void listsMoreThanOnePage() {
        var names = IntStream.range(0, 120).mapToObj(i -> name("page-" + i)).toList();
        names.forEach(administration::createQueue);

        var listed = administration.listQueues().stream()
                .map(QueueProperties::getName)
                .filter(name -> name.startsWith(name("page-")))
                .toList();

        assertThat(listed).containsExactlyElementsOf(names);
        names.forEach(administration::deleteQueue);
    }

    @Test
    void countsWhatAQueueHolds() {
        administration.createQueue(name("counted"));
        try (var sender = clients.toQueue("counted");
                var receiver = clients.fromQueue("counted")) {
            sender.sendMessages(List.of(message("held"), message("bad"), message("left")));
            sender.scheduleMessage(
                    message("later"), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
            next(receiver);
            receiver.deadLetter(next(receiver));

            var counts = administration.getQueueRuntimeProperties(name("counted"));

            assertThat(counts.getActiveMessageCount()).isEqualTo(2);
            assertThat(counts.getDeadLetterMessageCount()).isEqualTo(1);
            assertThat(counts.getScheduledMessageCount()).isEqualTo(1);
            assertThat(counts.getTotalMessageCount()).isEqualTo(4);
            assertThat(counts.getTransferMessageCount()).isZero();
        }
    }

    @Test
    void countsWhatASubscriptionHolds() {
        administration.createTopic(name("tallied"));
        administration.createSubscription(name("tallied"), "audit");
        try (var sender = clients.toTopic("tallied");
                var receiver = clients.fromSubscription("tallied", "audit")) {
            sender.sendMessages(List.of(message("bad"), message("left")));
            receiver.deadLetter(next(receiver));

            var counts = administration.getSubscriptionRuntimeProperties(name("tallied"), "audit");

            assertThat(counts.getActiveMessageCount()).isEqualTo(1);
            assertThat(counts.getDeadLetterMessageCount()).isEqualTo(1);
            assertThat(counts.getTotalMessageCount()).isEqualTo(2);
        }
    }

    @Test
    void createsRulesThatDecideWhoGetsWhat() {
        administration.createTopic(name("ruled"));
        administration.createSubscription(
                name("ruled"),
                "dear",
                "dear-ones",
                new CreateSubscriptionOptions(),
                new CreateRuleOptions(new SqlRuleFilter("amount > 10"))
                        .setAction(new SqlRuleAction("SET sys.To = 'audit'")));
        administration.createSubscription(name("ruled"), "ours");
        administration.deleteRule(name("ruled"), "ours", "$Default");
        var correlation = new CorrelationRuleFilter("webhook").setLabel("paid");
        correlation.getProperties().put("shop", "a<b");
        administration.createRule(name("ruled"), "ours", "ours", new CreateRuleOptions(correlation));

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
        assertThat(BUS.counts("ruled/subscriptions/dear").active()).isZero();
        assertThat(BUS.counts("ruled/subscriptions/ours").active()).isZero();
    }

    private static String sql(RuleProperties rule) {
        return ((SqlRuleFilter) rule.getFilter()).getSqlExpression();
    }

    @Test
    void showsRulesAsTheyWereGiven() {
        administration.createTopic(name("shown"));
        administration.createSubscription(name("shown"), "audit");
        var correlation = new CorrelationRuleFilter("webhook").setSessionId("s").setContentType("text/plain");
        correlation.getProperties().put("shop", "ours");
        administration.createRule(name("shown"), "none", "audit", new CreateRuleOptions(new FalseRuleFilter()));
        administration.createRule(name("shown"), "some", "audit", new CreateRuleOptions(correlation));
        var rule = administration.createRule(
                name("shown"),
                "sql",
                "audit",
                new CreateRuleOptions(new SqlRuleFilter("a < 1 AND b = '&'")).setAction(new SqlRuleAction("REMOVE a")));

        assertThat(sql(rule)).isEqualTo("a < 1 AND b = '&'");
        assertThat(administration.getRule(name("shown"), "audit", "sql").getAction())
                .isInstanceOfSatisfying(
                        SqlRuleAction.class,
                        action -> assertThat(action.getSqlExpression()).isEqualTo("REMOVE a"));
        assertThat(administration.getRule(name("shown"), "audit", "some").getFilter())
                .isEqualTo(correlation);
        assertThat(administration.getRule(name("shown"), "audit", "none").getFilter())
                .isInstanceOf(FalseRuleFilter.class);
        assertThat(administration.getRule(name("shown"), "audit", "$Default").getFilter())
                .isInstanceOf(TrueRuleFilter.class);

        var changed = administration.updateRule(name("shown"), "audit", rule.setFilter(new SqlRuleFilter("a = 2")));
        assertThat(sql(changed)).isEqualTo("a = 2");
        assertThat(administration.listRules(name("shown"), "audit").stream().map(RuleProperties::getName))
                .containsExactly("$Default", "none", "some", "sql");
        assertThatThrownBy(() -> administration.createRule(name("shown"), "sql", "audit", new CreateRuleOptions()))
                .isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> administration.createRule(
                        name("shown"), "bad", "audit", new CreateRuleOptions(new SqlRuleFilter("amount >"))))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("at position 9");
        administration.deleteRule(name("shown"), "audit", "sql");
        assertThatThrownBy(() -> administration.getRule(name("shown"), "audit", "sql"))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void letsNobodySendToADisabledQueueUntilItIsActiveAgain() {
        var queue = administration.createQueue(name("paused"));
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
        var queue = administration.createQueue(
                name("shut"), new CreateQueueOptions().setStatus(EntityStatus.RECEIVE_DISABLED));
        try (var sender = clients.toQueue("shut");
                var receiver = clients.fromQueue("shut")) {
            sender.sendMessage(message("kept"));
            assertThatThrownBy(() -> next(receiver)).hasStackTraceContaining("currently disabled");
            assertThat(BUS.counts("shut").active()).isEqualTo(1);
        }

        administration.updateQueue(queue.setStatus(EntityStatus.ACTIVE));

        try (var receiver = clients.fromQueue("shut")) {
            assertThat(next(receiver).getMessageId()).isEqualTo("kept");
        }
    }

    @Test
    @OwnBroker("knows its name")
    void knowsItsNamespace() {
        assertThat(administration.getNamespaceProperties().getName()).isEqualTo("sbemulatorns");
    }

    @Test
    @OwnBroker("has no name of its own for each run")
    void administersEntitiesNamedAsItsOwnPaths() {
        assertThat(administration.createQueue(name("health")).getName()).isEqualTo("health");
        assertThat(administration.getQueue(name("health")).getName()).isEqualTo("health");
    }

    @Test
    void refusesWhoeverHasNotTheKey() {
        var stranger = Bus.administration(
                BUS.connectionString().replaceFirst("SharedAccessKey=[^;]+", "SharedAccessKey=wrong"),
                BUS.administrationAddress());

        assertThatThrownBy(() -> stranger.getQueue(name("plain"))).isInstanceOf(ClientAuthenticationException.class);
        assertThatThrownBy(() -> stranger.createQueue(name("intruded")))
                .isInstanceOf(ClientAuthenticationException.class);
        assertThat(administration.getQueueExists(name("intruded"))).isFalse();
    }
}
