package io.throughline.emulator.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.SessionReader;
import io.throughline.emulator.core.Timers;
import io.throughline.emulator.core.TopicSettings;
import io.throughline.emulator.core.Transactions;
import io.throughline.emulator.rules.Rule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked of {@code $cbs} or {@code $management}, there is an answer that can be written. */
class RandomRequestsTest {

    private static final int REQUESTS = 3_000;
    private static final List<String> OPERATIONS = List.of(
            "renew-lock",
            "update-disposition",
            "peek-message",
            "receive-by-sequence-number",
            "schedule-message",
            "cancel-scheduled-message",
            "add-rule",
            "remove-rule",
            "enumerate-rules",
            "renew-session-lock",
            "get-session-state",
            "set-session-state",
            "put-token",
            "nothing");
    private static final List<String> FIELDS = List.of(
            "lock-tokens",
            "disposition-status",
            "from-sequence-number",
            "message-count",
            "sequence-numbers",
            "receiver-settle-mode",
            "messages",
            "message",
            "rule-name",
            "rule-description",
            "sql-filter",
            "expression",
            "correlation-filter",
            "properties",
            "sql-rule-action",
            "skip",
            "top",
            "properties-to-modify",
            "session-id",
            "session-state",
            "deadletter-reason",
            "label");

    private static final Map<String, Object> FITTING = new TreeMap<>(Map.of(
            "from-sequence-number",
            0L,
            "message-count",
            10,
            "skip",
            0,
            "top",
            100,
            "rule-name",
            "again",
            "rule-description",
            Map.of("sql-filter", Map.of("expression", "a = 1")),
            "receiver-settle-mode",
            UnsignedInteger.ONE));

    final Namespace namespace = new Namespace(new Timers(Clock.systemUTC()), Limits.DEFAULT);

    private static Object any(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 17 : 13)) {
            case 0 -> "text";
            case 1 -> random.nextInt();
            case 2 -> random.nextLong();
            case 3 -> Long.MIN_VALUE;
            case 4 -> random.nextBoolean();
            case 5 -> new UUID(random.nextLong(), 1);
            case 6 -> new Binary(new byte[random.nextInt(20)]);
            case 7 -> Date.from(Instant.ofEpochMilli(random.nextLong()));
            case 8 -> Symbol.valueOf("symbol");
            case 9 -> UnsignedInteger.valueOf(random.nextInt());
            case 10 -> UnsignedLong.valueOf(random.nextLong());
            case 11 -> random.nextDouble();
            case 12 ->
                List.of("completed", "abandoned", "defered", "suspended", "a = 1", "amqp://h/work")
                        .get(random.nextInt(6));
            case 13 -> List.of(any(random, depth - 1), any(random, depth - 1));
            case 14 -> new Long[] {random.nextLong(), 1L};
            case 15 -> new UUID[] {new UUID(1, 2)};
            default -> map(random, depth - 1);
        };
    }

    private static Map<Object, Object> map(Random random, int depth) {
        var map = new HashMap<Object, Object>();
        for (var i = random.nextInt(8); i > 0; i--) {
            map.put(
                    random.nextInt(12) == 0 ? any(random, 0) : FIELDS.get(random.nextInt(FIELDS.size())),
                    any(random, depth));
        }
        // Some are as they should be, so that what comes behind the first check is reached.
        for (var fitting : FITTING.entrySet()) {
            if (random.nextInt(4) > 0) {
                map.put(fitting.getKey(), fitting.getValue());
            }
        }
        return map;
    }

    private static byte[] request(Random random) {
        var message = Message.Factory.create();
        var properties = new HashMap<String, Object>();
        properties.put(
                "operation",
                random.nextInt(10) == 0
                        ? any(random, 1)
                        : (random.nextBoolean() ? "com.microsoft:" : "")
                                + OPERATIONS.get(random.nextInt(OPERATIONS.size())));
        properties.put("type", random.nextInt(3) == 0 ? any(random, 0) : "servicebus.windows.net:sastoken");
        properties.put("name", any(random, 0));
        message.setApplicationProperties(new ApplicationProperties(properties));
        message.setMessageId("id");
        message.setBody(new AmqpValue(random.nextInt(8) == 0 ? any(random, 1) : map(random, 3)));
        var buffer = new byte[16_384];
        return Arrays.copyOf(buffer, message.encode(buffer, 0, buffer.length));
    }

    /** Whether it was done, and not refused. */
    private static boolean answered(byte[] bytes, Function<Request, Response> node) {
        try {
            var request = Request.of(bytes, null);
            var reply = node.apply(request).to(request);
            reply.encode(new byte[65_536], 0, 65_536);
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    private Function<Request, Response> node(String path) {
        return new ManagementNode(namespace, path, new Transacted(new Transactions(namespace)), holder -> true)::answer;
    }

    /** Under the name that random requests give it. */
    private void holdASession(String queue) {
        var settings = new QueueSettings(
                Duration.ofMinutes(1), 10, QueueSettings.UNLIMITED, false, true, Duration.ZERO, null, null);
        namespace.add(new QueueDefinition(queue, settings));
        namespace.source(queue).store().sessions().accept(new SessionReader(1), "text");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void areAnsweredOrRefused(long seed) {
        namespace.add(new QueueDefinition("work", QueueSettings.DEFAULT));
        holdASession("steps");
        var all = new SubscriptionDefinition("all", QueueSettings.DEFAULT, List.of(Rule.everything()));
        namespace.add(new TopicDefinition("news", TopicSettings.DEFAULT, List.of(all)));
        var nodes = List.<Function<Request, Response>>of(
                node("work"),
                node("steps"),
                node("news"),
                node("news/subscriptions/all"),
                node("work/$deadletterqueue"),
                new TokenNode(new SharedAccessKey("name", "c2VjcmV0"), () -> Instant.EPOCH)::answer);
        var random = new Random(seed);
        var answered = 0;
        for (var i = 0; i < REQUESTS; i++) {
            var bytes = request(random);
            if (random.nextInt(5) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            answered += answered(bytes, nodes.get(random.nextInt(nodes.size()))) ? 1 : 0;
        }
        namespace.timers().runDue();
        assertThat(answered).isGreaterThan(REQUESTS / 100);
    }
}
