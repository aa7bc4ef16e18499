package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.QueueSettings;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PeekAndDeferIT {

    @RegisterExtension
    final BusUnderTest bus = BusUnderTest.with(NamespaceConfig.EMPTY.withQueue("work", QueueSettings.DEFAULT));

    final Clients clients = new Clients(bus);

    private static List<String> ids(Iterable<ServiceBusReceivedMessage> messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(ServiceBusReceivedMessage::getMessageId)
                .toList();
    }

    @Test
    void showsMessagesInEveryStateInTheOrderOfTheirNumbers() {
        try (var sender = clients.toQueue("work");
                var receiver = clients.fromQueue("work")) {
            sender.sendMessages(List.of(message("deferred"), message("locked"), message("active")));
            receiver.defer(next(receiver));
            var locked = next(receiver);
            sender.scheduleMessage(
                    message("scheduled"), OffsetDateTime.now(bus.clock()).plus(Duration.ofHours(1)));

            var peeked = receiver.peekMessages(10);

            assertThat(ids(peeked)).containsExactly("deferred", "locked", "active", "scheduled");
            assertThat(peeked.stream().map(ServiceBusReceivedMessage::getState))
                    .containsExactly(
                            ServiceBusMessageState.DEFERRED,
                            ServiceBusMessageState.ACTIVE,
                            ServiceBusMessageState.ACTIVE,
                            ServiceBusMessageState.SCHEDULED);
            assertThat(ids(receiver.peekMessages(10, locked.getSequenceNumber())))
                    .containsExactly("locked", "active", "scheduled");
        }
    }

    @Test
    void goesOnWhereItWasAndChangesNothing() {
        try (var sender = clients.toQueue("work");
                var receiver = clients.fromQueue("work")) {
            sender.sendMessages(List.of(message("a"), message("b"), message("c")));

            assertThat(receiver.peekMessage().getMessageId()).isEqualTo("a");
            assertThat(ids(receiver.peekMessages(2))).containsExactly("b", "c");
            assertThat(receiver.peekMessage()).isNull();

            assertThat(take(receiver, 3))
                    .allSatisfy(
                            message -> assertThat(message.getDeliveryCount()).isZero());
        }
    }

    @Test
    void showsDeadLetters() {
        try (var sender = clients.toQueue("work");
                var receiver = clients.fromQueue("work");
                var deadLetters = clients.fromDeadLetters("work")) {
            sender.sendMessage(message("poison"));
            receiver.deadLetter(next(receiver));

            assertThat(deadLetters.peekMessage().getMessageId()).isEqualTo("poison");
            assertThat(receiver.peekMessage()).isNull();
        }
    }

    @Test
    void givesDeferredMessagesByTheirNumbersAndNeverOtherwise() {
        try (var sender = clients.toQueue("work");
                var receiver = clients.fromQueue("work")) {
            sender.sendMessages(List.of(message("a"), message("b"), message("after")));
            var a = next(receiver);
            receiver.defer(a);
            var b = next(receiver);
            receiver.defer(b);
            assertThat(take(receiver, 1).getFirst().getMessageId()).isEqualTo("after");

            var deferred = receiver.receiveDeferredMessageBatch(List.of(b.getSequenceNumber(), a.getSequenceNumber()));

            assertThat(ids(deferred)).containsExactlyInAnyOrder("a", "b");
            deferred.forEach(receiver::complete);
            bus.holdsNothing("work");
        }
    }

    @Test
    void settlesADeferredMessageInEveryWay() {
        try (var sender = clients.toQueue("work");
                var receiver = clients.fromQueue("work");
                var deadLetters = clients.fromDeadLetters("work")) {
            sender.sendMessage(message("again"));
            var first = next(receiver);
            var number = first.getSequenceNumber();
            receiver.defer(first);

            receiver.abandon(receiver.receiveDeferredMessage(number));
            var again = receiver.receiveDeferredMessage(number);
            assertThat(again.getDeliveryCount()).as("abandoned once").isOne();
            receiver.deadLetter(again);

            assertThat(take(deadLetters, 1).getFirst().getMessageId()).isEqualTo("again");
            bus.holdsNothing("work");
        }
    }

    @Test
    void givesADeferredMessageAwayForGood() {
        try (var sender = clients.toQueue("work");
                var receiver = clients.fromQueue("work");
                var deleting = clients.builder()
                        .receiver()
                        .queueName(bus.name("work"))
                        .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
                        .buildClient()) {
            sender.sendMessage(message("once"));
            var first = next(receiver);
            receiver.defer(first);

            assertThat(deleting.receiveDeferredMessage(first.getSequenceNumber())
                            .getMessageId())
                    .isEqualTo("once");

            bus.holdsNothing("work");
            assertThatThrownBy(() -> deleting.receiveDeferredMessage(first.getSequenceNumber()))
                    .isInstanceOf(ServiceBusException.class);
        }
    }
}
