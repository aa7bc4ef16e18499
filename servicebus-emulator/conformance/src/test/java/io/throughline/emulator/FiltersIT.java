package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.CreateSubscriptionOptions;
import com.azure.messaging.servicebus.administration.models.SqlRuleFilter;
import io.throughline.emulator.config.NamespaceConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The truth table of filters: three messages, of which {@code c} has no property at all. */
class FiltersIT {

    /** Condition to the ids of the messages that it matches. What is missing makes a comparison unknown. */
    static final Map<String, String> TABLE = new LinkedHashMap<>();

    static {
        TABLE.put("1 = 1", "abc");
        TABLE.put("1 = 0", "");
        TABLE.put("color = 'blue'", "a");
        TABLE.put("color <> 'blue'", "b");
        TABLE.put("NOT color = 'blue'", "b");
        TABLE.put("color IS NULL", "c");
        TABLE.put("color IS NOT NULL", "ab");
        TABLE.put("color = NULL", "");
        TABLE.put("color = 'blue' AND missing = 1", "");
        TABLE.put("NOT (color = 'blue' AND missing = 1)", "b");
        TABLE.put("color = 'blue' OR missing = 1", "a");
        TABLE.put("NOT (color = 'blue' OR missing = 1)", "");
        TABLE.put("color = 'blue' OR color = 'red' AND size > 100", "a");
        TABLE.put("(color = 'blue' OR color = 'red') AND size < 8", "b");
        TABLE.put("color LIKE 'bl%'", "a");
        TABLE.put("color LIKE '_ed'", "b");
        TABLE.put("color NOT LIKE 'bl%'", "b");
        TABLE.put("note LIKE '100!%%' ESCAPE '!'", "a");
        TABLE.put("note LIKE '100%'", "ab");
        TABLE.put("color IN ('blue', 'green')", "a");
        TABLE.put("color NOT IN ('blue', 'green')", "b");
        TABLE.put("size IN (7, 8)", "b");
        TABLE.put("EXISTS(size)", "ab");
        TABLE.put("NOT EXISTS(size)", "c");
        TABLE.put("size + 5 = 15", "a");
        TABLE.put("size * 2 - 4 = 10", "b");
        TABLE.put("size % 4 = 3", "b");
        TABLE.put("size / 2 = 5", "a");
        TABLE.put("-size < -8", "a");
        TABLE.put("2 + 3 * size = 32", "a");
        TABLE.put("size > 'x'", "");
        TABLE.put("flag = TRUE", "b");
        TABLE.put("user.color = 'red'", "b");
        TABLE.put("[two words] = 'yes'", "b");
        TABLE.put("sys.Label = 'order.paid.v1'", "a");
        TABLE.put("sys.MessageId IN ('b', 'c')", "bc");
        TABLE.put("sys.To IS NULL", "ac");
        TABLE.put("sys.CorrelationId LIKE 'web%'", "c");
    }

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(NamespaceConfig.EMPTY);

    /** One for all, which the sender keeps open. */
    static ServiceBusClientBuilder connection;

    static ServiceBusSenderClient sender;

    static Stream<Arguments> table() {
        var conditions = List.copyOf(TABLE.keySet());
        return conditions.stream().map(each -> Arguments.of(each, TABLE.get(each), "s" + conditions.indexOf(each)));
    }

    @BeforeAll
    static void sendsThreeMessagesToASubscriptionForEachCondition() {
        var clients = new Clients(BUS);
        var administration = clients.administration();
        administration.createTopic(BUS.name("table"));
        table().map(Arguments::get)
                .forEach(row -> administration.createSubscription(
                        BUS.name("table"),
                        (String) row[2],
                        "rule",
                        new CreateSubscriptionOptions(),
                        new CreateRuleOptions(new SqlRuleFilter((String) row[0]))));
        var a = Clients.message("a").setSubject("order.paid.v1");
        a.getApplicationProperties().putAll(Map.of("color", "blue", "size", 10, "note", "100% wool"));
        var b = Clients.message("b").setTo("there");
        b.getApplicationProperties()
                .putAll(Map.of("color", "red", "size", 7L, "note", "1000", "flag", true, "two words", "yes"));
        var c = Clients.message("c").setCorrelationId("webhook");
        connection = clients.builder();
        sender = connection.sender().topicName(BUS.name("table")).buildClient();
        sender.sendMessages(List.of(a, b, c));
    }

    @AfterAll
    static void closes() {
        sender.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void matches(String condition, String expected, String subscription) {
        try (var receiver = connection
                .receiver()
                .topicName(BUS.name("table"))
                .subscriptionName(subscription)
                .buildClient()) {
            var ids = receiver.peekMessages(10).stream()
                    .map(ServiceBusReceivedMessage::getMessageId)
                    .toList();

            assertThat(String.join("", ids)).as(condition).isEqualTo(expected);
        }
    }
}
