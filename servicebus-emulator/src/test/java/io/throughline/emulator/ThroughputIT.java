package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThroughputIT {

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.with(
            EmulatorOptions.DEFAULT.withConfig(NamespaceConfig.EMPTY.withTopic("orders", "all")));

    final Clients clients = new Clients(EMULATOR.emulator());

    @Test
    void carriesAHundredThousandMessages() {
        var t0 = System.nanoTime();
        try (var sender = clients.toTopic("orders");
                var receiver = clients.builder()
                        .receiver()
                        .topicName("orders")
                        .subscriptionName("all")
                        .prefetchCount(200)
                        .disableAutoComplete()
                        .buildAsyncClient()) {
            for (var start = 0; start < 100_000; start += 1000) {
                sender.sendMessages(IntStream.range(start, start + 1000)
                        .mapToObj(i -> Clients.message("m" + i))
                        .toList());
            }
            var t1 = System.nanoTime();
            System.out.println("SENT in " + (t1 - t0) / 1_000_000 + " ms");
            receiver.receiveMessages()
                    .take(100_000)
                    .flatMap(receiver::complete, 200)
                    .blockLast(Duration.ofSeconds(120));
            System.out.println("RECEIVED in " + (System.nanoTime() - t1) / 1_000_000 + " ms");
        }
        assertThat(EMULATOR.emulator().entity("orders/subscriptions/all").active())
                .isZero();
    }
}
