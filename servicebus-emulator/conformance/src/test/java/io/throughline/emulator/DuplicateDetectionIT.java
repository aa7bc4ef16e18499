package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusMessage;
import io.throughline.emulator.core.MovedClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DuplicateDetectionIT {

    static final Duration WINDOW = Duration.ofSeconds(20);

    static final String ENTITIES = """
            {"UserConfig": {"Namespaces": [{"Name": "duplicates",
              "Queues": [{"Name": "distinct", "Properties": {
                "RequiresDuplicateDetection": true, "DuplicateDetectionHistoryTimeWindow": "PT20S"}}],
              "Topics": [{"Name": "topic", "Properties": {
                "RequiresDuplicateDetection": true, "DuplicateDetectionHistoryTimeWindow": "PT20S"},
                "Subscriptions": [{"Name": "all"}]}]}]}}
            """;

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(
            EmulatorOptions.DEFAULT.withClock(new MovedClock()).withConfig(ENTITIES));

    final Clients clients = new Clients(BUS);

    @Test
    void knowsAnIdForTheWindowAndNoLonger() {
        try (var sender = clients.toQueue("distinct");
                var receiver = clients.fromQueue("distinct")) {
            sender.sendMessage(message("same"));
            take(receiver, 1);
            BUS.pass(WINDOW.minusSeconds(5));
            sender.sendMessage(message("same"));
            BUS.holdsNothing("distinct");

            BUS.pass(Duration.ofSeconds(5));
            sender.sendMessage(message("same"));

            assertThat(take(receiver, 1).getFirst().getMessageId()).isEqualTo("same");
        }
    }

    @Test
    void leavesDuplicatesOutOfABatchAndTakesWhatHasNoIdEachTime() {
        try (var sender = clients.toTopic("topic");
                var receiver = clients.fromSubscription("topic", "all")) {
            sender.sendMessages(List.of(message("a"), message("b"), message("a"), new ServiceBusMessage("no id")));
            sender.sendMessages(List.of(message("b"), message("c"), new ServiceBusMessage("no id")));

            assertThat(take(receiver, 5).stream().map(each -> each.getBody().toString()))
                    .containsExactly("a", "b", "no id", "c", "no id");
            BUS.holdsNothing("topic/subscriptions/all");
        }
    }
}
