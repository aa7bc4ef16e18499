package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusMessage;
import io.throughline.emulator.core.MovedClock;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DuplicateDetectionIT {

    static final MovedClock CLOCK = new MovedClock();

    static final String ENTITIES = """
            {"UserConfig": {"Namespaces": [{"Name": "duplicates",
              "Queues": [{"Name": "distinct", "Properties": {
                "RequiresDuplicateDetection": true, "DuplicateDetectionHistoryTimeWindow": "PT1M"}}],
              "Topics": [{"Name": "topic", "Properties": {
                "RequiresDuplicateDetection": true, "DuplicateDetectionHistoryTimeWindow": "PT1M"},
                "Subscriptions": [{"Name": "all"}]}]}]}}
            """;

    @RegisterExtension
    static final EmulatorExtension EMULATOR =
            EmulatorExtension.with(EmulatorOptions.DEFAULT.withClock(CLOCK).withConfig(ENTITIES));

    final Emulator emulator = EMULATOR.emulator();
    final Clients clients = new Clients(emulator);

    @Test
    void knowsAnIdForTheWindowAndNoLonger() {
        try (var sender = clients.toQueue("distinct");
                var receiver = clients.fromQueue("distinct")) {
            sender.sendMessage(message("same"));
            take(receiver, 1);
            CLOCK.advance(Duration.ofSeconds(59));
            sender.sendMessage(message("same"));
            assertThat(emulator.entity("distinct")).isEqualTo(new EntityState("distinct").empty());

            CLOCK.advance(Duration.ofSeconds(1));
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
            assertThat(emulator.entity("topic/subscriptions/all"))
                    .isEqualTo(new EntityState("topic/subscriptions/all").empty());
        }
    }
}
