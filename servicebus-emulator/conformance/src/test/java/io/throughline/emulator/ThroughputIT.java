package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OwnBroker("is more than a shared namespace should bear")
class ThroughputIT {

    static final int MESSAGES = 50_000;

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.with(
            EmulatorOptions.DEFAULT.withConfig(NamespaceConfig.EMPTY.withTopic("orders", "all")));

    final Clients clients = new Clients(EMULATOR.emulator());

    @Test
    void carriesFiftyThousandMessagesThroughOneSubscription() {
        Set<Long> completed = ConcurrentHashMap.newKeySet();
        try (var sender = clients.toTopic("orders");
                var receiver = clients.builder()
                        .receiver()
                        .topicName("orders")
                        .subscriptionName("all")
                        .prefetchCount(200)
                        .disableAutoComplete()
                        .buildAsyncClient()) {
            for (var start = 0; start < MESSAGES; start += 1000) {
                sender.sendMessages(IntStream.range(start, start + 1000)
                        .mapToObj(i -> Clients.message("m" + i))
                        .toList());
            }

            receiver.receiveMessages()
                    .flatMap(
                            message ->
                                    receiver.complete(message).thenReturn(completed.add(message.getSequenceNumber())),
                            200)
                    .take(MESSAGES)
                    .blockLast(Duration.ofMinutes(3));
        }

        assertThat(completed).hasSize(MESSAGES);
        assertThat(EMULATOR.emulator().entity("orders/subscriptions/all"))
                .isEqualTo(new EntityState("orders/subscriptions/all").empty());
    }
}
