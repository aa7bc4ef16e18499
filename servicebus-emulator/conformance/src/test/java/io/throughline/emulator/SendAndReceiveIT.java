package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.models.AbandonOptions;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendAndReceiveIT {

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.withResource("emulator-config.json");

    final Clients clients = new Clients(BUS);

    @Test
    void carriesBodyAndPropertiesUnchanged() {
        var body = new byte[100_000];
        new Random(7).nextBytes(body);
        var sent = new ServiceBusMessage(BinaryData.fromBytes(body))
                .setMessageId("id")
                .setSubject("order.placed.v1")
                .setCorrelationId("webhook")
                .setContentType("application/json")
                .setTo("there")
                .setReplyTo("here")
                .setPartitionKey("key");
        sent.getApplicationProperties().put("orderseq", 7L);
        sent.getApplicationProperties().put("ratio", 0.5);
        sent.getApplicationProperties().put("test", true);
        var time = OffsetDateTime.of(2026, 11, 23, 8, 0, 0, 0, ZoneOffset.UTC);
        sent.getApplicationProperties().put("time", time);

        ServiceBusReceivedMessage received;
        try (var sender = clients.toQueue("plain");
                var receiver = clients.fromQueue("plain")) {
            sender.sendMessage(sent);
            received = take(receiver, 1).getFirst();
        }

        assertThat(received.getBody().toBytes()).isEqualTo(body);
        assertThat(received.getMessageId()).isEqualTo("id");
        assertThat(received.getSubject()).isEqualTo("order.placed.v1");
        assertThat(received.getCorrelationId()).isEqualTo("webhook");
        assertThat(received.getContentType()).isEqualTo("application/json");
        assertThat(received.getTo()).isEqualTo("there");
        assertThat(received.getReplyTo()).isEqualTo("here");
        assertThat(received.getPartitionKey()).isEqualTo("key");
        assertThat(received.getApplicationProperties())
                .containsExactlyInAnyOrderEntriesOf(Map.of("orderseq", 7L, "ratio", 0.5, "test", true, "time", time));
        assertThat(received.getDeliveryCount()).isZero();
        assertThat(received.getSequenceNumber()).isPositive();
        assertThat(received.getLockedUntil()).isAfter(received.getEnqueuedTime());
        assertThat(received.getExpiresAt()).isEqualTo(received.getEnqueuedTime().plusHours(1));
        BUS.holdsNothing("plain");
    }

    @Test
    void deliversEveryMessageOfABatchInOrder() {
        try (var sender = clients.toQueue("bulk");
                var receiver = clients.fromQueue("bulk")) {
            var batch = sender.createMessageBatch();
            IntStream.range(0, 100)
                    .forEach(i ->
                            assertThat(batch.tryAddMessage(message("m" + i))).isTrue());
            sender.sendMessages(batch);

            assertThat(take(receiver, 100).stream().map(ServiceBusReceivedMessage::getMessageId))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(i -> "m" + i).toList());
        }
    }

    @Test
    void handsFiveThousandMessagesToAnAsynchronousReceiverExactlyOnce() {
        var ids = new ConcurrentHashMap<String, Integer>();
        try (var sender = clients.toQueue("prefetched");
                var receiver = clients.builder()
                        .receiver()
                        .queueName(BUS.name("prefetched"))
                        .prefetchCount(200)
                        .disableAutoComplete()
                        .buildAsyncClient()) {
            for (var start = 0; start < 5000; start += 500) {
                sender.sendMessages(IntStream.range(start, start + 500)
                        .mapToObj(i -> message("m" + i))
                        .toList());
            }

            receiver.receiveMessages()
                    .flatMap(
                            message -> receiver.complete(message)
                                    .thenReturn(ids.merge(message.getMessageId(), 1, Integer::sum)),
                            64)
                    .take(5000)
                    .blockLast(Duration.ofSeconds(30));
        }

        assertThat(ids)
                .hasSize(5000)
                .allSatisfy((id, times) -> assertThat(times).isOne());
        BUS.holdsNothing("prefetched");
    }

    @Test
    void givesAwayForGoodToAReceiverThatDeletes() {
        try (var sender = clients.toQueue("deleting");
                var receiver = clients.builder()
                        .receiver()
                        .queueName(BUS.name("deleting"))
                        .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
                        .buildClient()) {
            sender.sendMessage(message("gone"));

            assertThat(next(receiver).getBody().toString()).isEqualTo("gone");
            BUS.holdsNothing("deleting");
        }
    }

    @Test
    void returnsAnAbandonedMessageToItsPlaceWithItsChanges() {
        try (var sender = clients.toQueue("abandoned");
                var receiver = clients.fromQueue("abandoned")) {
            sender.sendMessage(message("first"));
            sender.sendMessage(message("second"));
            receiver.abandon(next(receiver), new AbandonOptions().setPropertiesToModify(Map.of("tried", "by us")));

            var again = take(receiver, 2);

            assertThat(again.getFirst().getMessageId()).isEqualTo("first");
            assertThat(again.getFirst().getDeliveryCount()).isOne();
            assertThat(again.getFirst().getApplicationProperties()).containsEntry("tried", "by us");
            assertThat(again.getLast().getDeliveryCount()).isZero();
        }
    }

    @Test
    void movesARejectedMessageToTheDeadLettersWithItsReason() {
        try (var sender = clients.toQueue("rejected");
                var receiver = clients.fromQueue("rejected");
                var deadLetters = clients.fromDeadLetters("rejected")) {
            sender.sendMessage(message("poison"));
            receiver.deadLetter(
                    next(receiver),
                    new DeadLetterOptions()
                            .setDeadLetterReason("unreadable")
                            .setDeadLetterErrorDescription("not JSON")
                            .setPropertiesToModify(Map.of("by", "us")));

            var dead = take(deadLetters, 1).getFirst();

            assertThat(dead.getBody().toString()).isEqualTo("poison");
            assertThat(dead.getDeadLetterReason()).isEqualTo("unreadable");
            assertThat(dead.getDeadLetterErrorDescription()).isEqualTo("not JSON");
            assertThat(dead.getApplicationProperties()).containsEntry("by", "us");
        }
    }

    @Test
    void setsADeferredMessageAsideUntilItsNumberIsAskedFor() {
        try (var sender = clients.toQueue("deferred");
                var receiver = clients.fromQueue("deferred")) {
            sender.sendMessage(message("later"));
            var first = next(receiver);
            receiver.defer(first);
            assertThat(receiver.peekMessage().getState()).isEqualTo(ServiceBusMessageState.DEFERRED);

            var later = receiver.receiveDeferredMessage(first.getSequenceNumber());
            receiver.complete(later);

            assertThat(later.getMessageId()).isEqualTo("later");
            BUS.holdsNothing("deferred");
        }
    }

    @Test
    void holdsAScheduledMessageBackAndLetsItBeCancelled() {
        try (var sender = clients.toQueue("scheduled");
                var receiver = clients.fromQueue("scheduled")) {
            var cancelled = sender.scheduleMessage(
                    message("never"), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
            sender.scheduleMessage(
                    message("soon"), OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(1));
            assertThat(BUS.counts("scheduled").scheduled()).isEqualTo(2);

            sender.cancelScheduledMessage(cancelled);

            assertThat(take(receiver, 1).getFirst().getMessageId()).isEqualTo("soon");
            BUS.holdsNothing("scheduled");
        }
    }

    @Test
    void showsMessagesWithoutTouchingThem() {
        try (var sender = clients.toQueue("peeked");
                var receiver = clients.fromQueue("peeked")) {
            sender.sendMessages(List.of(message("a"), message("b"), message("c")));

            assertThat(receiver.peekMessages(10).stream().map(ServiceBusReceivedMessage::getMessageId))
                    .containsExactly("a", "b", "c");
            assertThat(BUS.counts("peeked").active()).isEqualTo(3);
        }
    }

    @Test
    void takesAMessageOnceWhoseIdItKnows() {
        try (var sender = clients.toQueue("distinct")) {
            sender.sendMessage(message("same"));
            sender.sendMessage(message("same"));

            assertThat(BUS.counts("distinct").active()).isOne();
        }
    }

    @Test
    void refusesAMessageAboveTheLimit() {
        try (var sender = clients.toQueue("plain")) {
            var limit = sender.createMessageBatch().getMaxSizeInBytes();
            var tooLarge = new ServiceBusMessage(BinaryData.fromBytes(new byte[limit + 1]));

            assertThatThrownBy(() -> sender.sendMessage(tooLarge)).hasMessageContaining("size");
            assertThat(limit).isGreaterThanOrEqualTo(262_144);
        }
    }
}
