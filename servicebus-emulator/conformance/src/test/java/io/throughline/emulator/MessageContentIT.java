package io.throughline.emulator;

import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.amqp.models.AmqpMessageBody;
import com.azure.core.amqp.models.AmqpMessageBodyType;
import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sender says is what a receiver hears, whatever its kind, and after the broker had to write it anew too. */
class MessageContentIT {

    static final String ENTITIES = """
            {"UserConfig": {"Namespaces": [{"Name": "contents", "Queues": [{"Name": "contents"}],
              "Topics": [{"Name": "topic", "Subscriptions": [{"Name": "rewritten", "Rules": [{"Name": "rule",
                "Properties": {"FilterType": "Sql", "SqlFilter": {"SqlExpression": "1 = 1"},
                  "Action": {"SqlExpression": "SET added = 'by a rule'"}}}]}]}]}]}}
            """;

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(ENTITIES);

    final Clients clients = new Clients(BUS);

    private ServiceBusReceivedMessage through(ServiceBusMessage message) {
        try (var sender = clients.toQueue("contents");
                var receiver = clients.fromQueue("contents")) {
            sender.sendMessage(message);
            return take(receiver, 1).getFirst();
        }
    }

    private static Map<String, Object> everyKind() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("text", "Größe ✓");
        properties.put("empty", "");
        properties.put("yes", true);
        properties.put("byte", (byte) -7);
        properties.put("short", (short) -300);
        properties.put("int", Integer.MIN_VALUE);
        properties.put("long", Long.MAX_VALUE);
        properties.put("float", 1.5f);
        properties.put("double", -1e300);
        properties.put("char", 'ß');
        properties.put("uuid", UUID.fromString("0199a3c4-0000-7000-8000-0000000000ff"));
        properties.put("date", Date.from(Instant.parse("2026-11-23T08:00:00.123Z")));
        properties.put("time", OffsetDateTime.of(2026, 11, 23, 8, 0, 0, 123_000_000, ZoneOffset.UTC));
        properties.put("duration", Duration.ofDays(3).plusMillis(7));
        properties.put("uri", URI.create("https://example.org/a?b=c"));
        return properties;
    }

    @Test
    void keepsEveryPropertyOfTheMessageItself() {
        var sent = new ServiceBusMessage("body")
                .setMessageId("id")
                .setCorrelationId("correlation")
                .setSubject("subject")
                .setTo("to")
                .setReplyTo("reply-to")
                .setReplyToSessionId("reply-to-session")
                .setContentType("text/plain; charset=utf-8")
                .setPartitionKey("session")
                .setSessionId("session")
                .setTimeToLive(Duration.ofMinutes(7));
        sent.getRawAmqpMessage().getProperties().setContentEncoding("identity");
        sent.getRawAmqpMessage().getProperties().setUserId("user".getBytes(StandardCharsets.UTF_8));
        sent.getRawAmqpMessage().getProperties().setGroupSequence(9L);
        sent.getRawAmqpMessage().getHeader().setPriority((short) 6);

        var received = through(sent);

        assertThat(received.getMessageId()).isEqualTo("id");
        assertThat(received.getCorrelationId()).isEqualTo("correlation");
        assertThat(received.getSubject()).isEqualTo("subject");
        assertThat(received.getTo()).isEqualTo("to");
        assertThat(received.getReplyTo()).isEqualTo("reply-to");
        assertThat(received.getReplyToSessionId()).isEqualTo("reply-to-session");
        assertThat(received.getContentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(received.getPartitionKey()).isEqualTo("session");
        assertThat(received.getSessionId()).isEqualTo("session");
        assertThat(received.getTimeToLive()).isEqualTo(Duration.ofMinutes(7));
        var raw = received.getRawAmqpMessage();
        assertThat(raw.getProperties().getContentEncoding()).isEqualTo("identity");
        assertThat(raw.getProperties().getUserId()).isEqualTo("user".getBytes(StandardCharsets.UTF_8));
        assertThat(raw.getProperties().getGroupSequence()).isEqualTo(9L);
        assertThat(raw.getHeader().getPriority()).isEqualTo((short) 6);
    }

    @Test
    void keepsApplicationPropertiesOfEveryKind() {
        var sent = new ServiceBusMessage("body");
        sent.getApplicationProperties().putAll(everyKind());

        var received = through(sent);

        assertThat(received.getApplicationProperties()).containsExactlyInAnyOrderEntriesOf(everyKind());
    }

    @Test
    void keepsThemWhenARuleChangesTheMessage() {
        var sent = new ServiceBusMessage("body").setCorrelationId("kept");
        sent.getApplicationProperties().putAll(everyKind());
        try (var sender = clients.toTopic("topic");
                var receiver = clients.fromSubscription("topic", "rewritten")) {
            sender.sendMessage(sent);

            var received = take(receiver, 1).getFirst();

            assertThat(received.getApplicationProperties())
                    .containsEntry("added", "by a rule")
                    .containsAllEntriesOf(everyKind());
            assertThat(received.getCorrelationId()).isEqualTo("kept");
            assertThat(received.getBody().toString()).isEqualTo("body");
        }
    }

    @Test
    void keepsABodyOfBytes() {
        var bytes = new byte[70_000];
        bytes[69_999] = 7;

        assertThat(through(new ServiceBusMessage(BinaryData.fromBytes(bytes)))
                        .getBody()
                        .toBytes())
                .isEqualTo(bytes);
        assertThat(through(new ServiceBusMessage(BinaryData.fromBytes(new byte[0])))
                        .getBody()
                        .toBytes())
                .isEmpty();
    }

    @Test
    void keepsABodyOfOneValue() {
        for (var value : List.<Object>of("text", 7L, true, Map.of("a", 1, "b", "two"))) {
            var body = through(new ServiceBusMessage(AmqpMessageBody.fromValue(value)))
                    .getRawAmqpMessage()
                    .getBody();

            assertThat(body.getBodyType()).isEqualTo(AmqpMessageBodyType.VALUE);
            assertThat(body.getValue()).isEqualTo(value);
        }
    }

    @Test
    void keepsABodyOfASequence() {
        var body = through(new ServiceBusMessage(AmqpMessageBody.fromSequence(List.of("a", 2, 3L, false))))
                .getRawAmqpMessage()
                .getBody();

        assertThat(body.getBodyType()).isEqualTo(AmqpMessageBodyType.SEQUENCE);
        assertThat(body.getSequence()).containsExactly("a", 2, 3L, false);
    }
}
