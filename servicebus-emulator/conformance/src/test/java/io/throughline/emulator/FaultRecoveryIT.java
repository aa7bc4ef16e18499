package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.faults.AmqpError;
import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The SDK waits seconds before it tries again what was refused because the server is busy, or timed out, whatever its
 * retry options say. So the cases, each with an emulator of its own, wait side by side.
 */
@OwnBroker("plants faults")
@Execution(ExecutionMode.CONCURRENT)
class FaultRecoveryIT {

    static final String QUEUE = "flow";
    static final int HALF = 20;
    static final Duration LIMIT = Duration.ofSeconds(40);

    final Emulator emulator = Emulator.start(
            EmulatorOptions.DEFAULT.withConfig(NamespaceConfig.EMPTY.withQueue(QUEUE, QueueSettings.DEFAULT)));
    final Clients clients = new Clients(emulator);
    final FaultyBus bus = new FaultyBus(emulator);
    final List<String> received = new CopyOnWriteArrayList<>();

    @AfterEach
    void closes() {
        emulator.close();
    }

    static Stream<Fault> recoverable() {
        return Stream.of(
                Fault.dropConnections(),
                Fault.of(FaultKind.DETACH, QUEUE),
                Fault.of(FaultKind.DETACH, QUEUE).because(AmqpError.INTERNAL_ERROR),
                Fault.of(FaultKind.BUSY_SENDS, QUEUE).times(2),
                Fault.of(FaultKind.BUSY_SETTLEMENTS, QUEUE).times(2),
                Fault.of(FaultKind.REFUSE_SENDS, QUEUE).because(AmqpError.TIMEOUT),
                Fault.of(FaultKind.DELAY_SEND_ANSWERS, QUEUE).times(3).by(Duration.ofMillis(300)),
                Fault.of(FaultKind.DELAY_SETTLEMENT_ANSWERS, QUEUE).times(3).by(Duration.ofMillis(300)),
                Fault.of(FaultKind.SILENCE, QUEUE).times(2).lasting(Duration.ofSeconds(2)),
                Fault.of(FaultKind.LATENCY, QUEUE).by(Duration.ofMillis(50)));
    }

    @ParameterizedTest
    @MethodSource("recoverable")
    void senderAndReceiverGoOnAndEveryMessageArrivesOnce(Fault fault) {
        try (var processor = processor();
                var sender = clients.toQueue(QUEUE)) {
            processor.start();
            IntStream.range(0, HALF).forEach(number -> sender.sendMessage(message("a" + number)));
            await().atMost(LIMIT).until(() -> received.size() == HALF && bus.held(QUEUE) == 0);

            var planted = emulator.faults().plant(fault);
            IntStream.range(0, HALF).forEach(number -> Clients.sendUntilTaken(sender, "b" + number));

            await().atMost(LIMIT).until(() -> received.size() >= 2 * HALF && bus.held(QUEUE) == 0);
            assertThat(received).hasSize(2 * HALF).doesNotHaveDuplicates();
            assertThat(planted.hits() + bus.hits(planted)).isPositive();
        }
    }

    private ServiceBusProcessorClient processor() {
        return clients.builder()
                .processor()
                .queueName(QUEUE)
                .processMessage(
                        context -> received.add(context.getMessage().getBody().toString()))
                .processError(error -> {})
                .buildProcessorClient();
    }
}
