package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.MovedClock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulingIT {

    static final String SUBSCRIPTION = "orders/subscriptions/all";

    final MovedClock clock = new MovedClock();
    final Emulator emulator = Emulator.start(
            EmulatorOptions.DEFAULT.withClock(clock).withConfig(NamespaceConfig.EMPTY.withTopic("orders", "all")));
    final Clients clients = new Clients(emulator);

    @AfterEach
    void closes() {
        emulator.close();
    }

    private OffsetDateTime in(Duration time) {
        return clock.instant().plus(time).atOffset(ZoneOffset.UTC);
    }

    @Test
    void holdsATopicsMessagesBackUntilTheirTimeInTheOrderOfTheirTimes() {
        try (var sender = clients.toTopic("orders");
                var receiver = clients.fromSubscription("orders", "all")) {
            sender.scheduleMessage(message("last"), in(Duration.ofMinutes(20)));
            assertThat(sender.scheduleMessages(
                            List.of(message("first"), message("second")), in(Duration.ofMinutes(10))))
                    .hasSize(2);
            sender.sendMessage(message("third").setScheduledEnqueueTime(in(Duration.ofMinutes(15))));
            assertThat(emulator.entity("orders").scheduled()).isEqualTo(4);
            assertThat(emulator.entity(SUBSCRIPTION)).isEqualTo(new EntityState(SUBSCRIPTION).empty());

            var due = in(Duration.ofMinutes(20));
            clock.advance(Duration.ofMinutes(20));

            var received = take(receiver, 4);
            assertThat(received)
                    .extracting(ServiceBusReceivedMessage::getMessageId)
                    .containsExactly("first", "second", "third", "last");
            assertThat(received.getLast().getEnqueuedTime()).isEqualTo(due);
            assertThat(emulator.entity("orders").scheduled()).isZero();
        }
    }

    @Test
    void takesScheduledMessagesBack() {
        try (var sender = clients.toTopic("orders");
                var receiver = clients.fromSubscription("orders", "all")) {
            var never =
                    sender.scheduleMessages(List.of(message("never"), message("neither")), in(Duration.ofMinutes(10)));
            sender.scheduleMessage(message("stays"), in(Duration.ofMinutes(10)));

            sender.cancelScheduledMessages(never);

            assertThat(emulator.entity("orders").scheduled()).isOne();
            clock.advance(Duration.ofMinutes(10));
            assertThat(take(receiver, 1).getFirst().getMessageId()).isEqualTo("stays");
            assertThat(emulator.entity(SUBSCRIPTION)).isEqualTo(new EntityState(SUBSCRIPTION).empty());
        }
    }

    @Test
    void showsAScheduledMessageOfAQueueToWhoeverPeeks() {
        clients.administration().createQueue("peeked");
        try (var sender = clients.toQueue("peeked");
                var receiver = clients.fromQueue("peeked")) {
            var number = sender.scheduleMessage(message("later"), in(Duration.ofMinutes(10)));

            var peeked = receiver.peekMessage();

            assertThat(peeked.getSequenceNumber()).isEqualTo(number);
            assertThat(peeked.getState()).isEqualTo(ServiceBusMessageState.SCHEDULED);
            assertThat(peeked.getScheduledEnqueueTime()).isEqualTo(in(Duration.ofMinutes(10)));
        }
    }
}
