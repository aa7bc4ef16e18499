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
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchedulingIT {

    static final String SUBSCRIPTION = "orders/subscriptions/all";

    /** Enough to look around before it is over. */
    static final Duration WHILE = Duration.ofSeconds(10);

    @RegisterExtension
    final BusUnderTest bus = BusUnderTest.with(EmulatorOptions.DEFAULT
            .withClock(new MovedClock())
            .withConfig(NamespaceConfig.EMPTY.withTopic("orders", "all")));

    final Clients clients = new Clients(bus);

    private OffsetDateTime in(Duration time) {
        return bus.clock().instant().truncatedTo(ChronoUnit.MILLIS).plus(time).atOffset(ZoneOffset.UTC);
    }

    @Test
    void holdsATopicsMessagesBackUntilTheirTimeInTheOrderOfTheirTimes() {
        try (var sender = clients.toTopic("orders");
                var receiver = clients.fromSubscription("orders", "all")) {
            var due = in(WHILE.multipliedBy(2));
            sender.scheduleMessage(message("last"), due);
            assertThat(sender.scheduleMessages(List.of(message("first"), message("second")), in(WHILE)))
                    .hasSize(2);
            sender.sendMessage(message("third").setScheduledEnqueueTime(in(WHILE.plusSeconds(5))));
            assertThat(bus.counts("orders").scheduled()).isEqualTo(4);
            bus.holdsNothing(SUBSCRIPTION);

            bus.pass(WHILE.multipliedBy(2));

            var received = take(receiver, 4);
            assertThat(received)
                    .extracting(ServiceBusReceivedMessage::getMessageId)
                    .containsExactly("first", "second", "third", "last");
            assertThat(received.getLast().getEnqueuedTime())
                    .isAfterOrEqualTo(due)
                    .isBefore(due.plus(WHILE));
            assertThat(bus.counts("orders").scheduled()).isZero();
        }
    }

    @Test
    void takesScheduledMessagesBack() {
        try (var sender = clients.toTopic("orders");
                var receiver = clients.fromSubscription("orders", "all")) {
            var never = sender.scheduleMessages(List.of(message("never"), message("neither")), in(WHILE));
            sender.scheduleMessage(message("stays"), in(WHILE));

            sender.cancelScheduledMessages(never);

            assertThat(bus.counts("orders").scheduled()).isOne();
            bus.pass(WHILE);
            assertThat(take(receiver, 1).getFirst().getMessageId()).isEqualTo("stays");
            bus.holdsNothing(SUBSCRIPTION);
        }
    }

    @Test
    void showsAScheduledMessageOfAQueueToWhoeverPeeks() {
        bus.administration().createQueue(bus.name("peeked"));
        try (var sender = clients.toQueue("peeked");
                var receiver = clients.fromQueue("peeked")) {
            var due = in(WHILE);
            var number = sender.scheduleMessage(message("later"), due);

            var peeked = receiver.peekMessage();

            assertThat(peeked.getSequenceNumber()).isEqualTo(number);
            assertThat(peeked.getState()).isEqualTo(ServiceBusMessageState.SCHEDULED);
            assertThat(peeked.getScheduledEnqueueTime()).isEqualTo(due);
        }
    }
}
