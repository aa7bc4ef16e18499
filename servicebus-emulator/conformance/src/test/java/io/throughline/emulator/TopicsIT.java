package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.administration.models.CorrelationRuleFilter;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.RuleProperties;
import com.azure.messaging.servicebus.administration.models.SqlRuleFilter;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicsIT {

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.withResource("emulator-config.json");

    final Clients clients = new Clients(BUS);

    @BeforeAll
    static void sendsOneOfEachKind() {
        try (var sender = new Clients(BUS).toTopic("orders")) {
            sender.sendMessage(message("open"));
            sender.sendMessage(with(message("for-targeted"), "target", "targeted"));
            sender.sendMessage(with(message("for-other"), "target", "other"));
            sender.sendMessages(List.of(
                    with(message("paid-dear"), "amount", 500).setSubject("order.paid.v1"),
                    with(message("dearest"), "amount", 5000L)));
        }
    }

    private static ServiceBusMessage with(ServiceBusMessage message, String name, Object value) {
        message.getApplicationProperties().put(name, value);
        return message;
    }

    private List<String> ids(String subscription, int count) {
        try (var receiver = clients.fromSubscription("orders", subscription)) {
            return take(receiver, count).stream()
                    .map(ServiceBusReceivedMessage::getMessageId)
                    .toList();
        }
    }

    @Test
    void givesEverythingToASubscriptionWithoutRules() {
        assertThat(ids("everything", 5)).containsExactly("open", "for-targeted", "for-other", "paid-dear", "dearest");
    }

    @Test
    void leavesOutWhatIsMeantForSomebodyElse() {
        assertThat(BUS.counts("orders/subscriptions/targeted").active()).isEqualTo(4);
        assertThat(ids("targeted", 4)).containsExactly("open", "for-targeted", "paid-dear", "dearest");
    }

    @Test
    void givesOneCopyWhenSeveralRulesMatch() {
        assertThat(BUS.counts("orders/subscriptions/either").active()).isEqualTo(2);
        assertThat(ids("either", 2)).containsExactly("paid-dear", "dearest");
    }

    @Test
    void changesTheCopyAsTheRulesActionSays() {
        try (var receiver = clients.fromSubscription("orders", "rewritten")) {
            var copy = take(receiver, 1).getFirst();

            assertThat(copy.getTo()).isEqualTo("audit");
            assertThat(copy.getApplicationProperties()).containsEntry("doubled", 10_000L);
            assertThat(copy.getEnqueuedSequenceNumber()).isEqualTo(5);
            assertThat(copy.getSequenceNumber()).isEqualTo(1);
        }
    }

    @Test
    void changesRulesWhileItRuns() {
        try (var rules = clients.builder()
                        .ruleManager()
                        .topicName(BUS.name("returns"))
                        .subscriptionName("ruled")
                        .buildClient();
                var sender = clients.toTopic("returns")) {
            rules.deleteRule("$Default");
            rules.createRule("sql", new CreateRuleOptions(new SqlRuleFilter("amount > 10")));
            rules.createRule("correlation", new CreateRuleOptions(new CorrelationRuleFilter("webhook")));
            assertThatThrownBy(() -> rules.createRule("sql", new CreateRuleOptions(new SqlRuleFilter("1 = 1"))))
                    .hasMessageContaining("already exists");
            assertThatThrownBy(() -> rules.createRule("bad", new CreateRuleOptions(new SqlRuleFilter("amount >"))))
                    .hasMessageContaining("at position 9");

            sender.sendMessages(List.of(
                    message("neither"),
                    with(message("dear"), "amount", 11),
                    message("ours").setCorrelationId("webhook")));

            assertThat(rules.listRules().stream().map(RuleProperties::getName)).containsExactly("sql", "correlation");
            assertThat(rules.listRules().stream().map(RuleProperties::getFilter))
                    .containsExactly(new SqlRuleFilter("amount > 10"), new CorrelationRuleFilter("webhook"));
        }
        try (var receiver = clients.fromSubscription("returns", "ruled")) {
            assertThat(take(receiver, 2).stream().map(ServiceBusReceivedMessage::getMessageId))
                    .containsExactly("dear", "ours");
        }
    }
}
