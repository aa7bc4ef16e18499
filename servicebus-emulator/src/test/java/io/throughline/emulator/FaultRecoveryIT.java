package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import io.throughline.emulator.faults.AmqpError;
import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The SDK waits seconds before it tries again what was refused because the server is busy, or timed out, whatever its
 * retry options say. So the cases, each on a queue of its own, wait side by side; all of them but the one that concerns
 * every connection.
 */
@OwnBroker("plants faults")
@Execution(ExecutionMode.CONCURRENT)
class FaultRecoveryIT {

    static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Queues": [
              {"Name": "flow-drop"}, {"Name": "flow-detach"}, {"Name": "flow-stolen"}, {"Name": "flow-busy-sends"},
              {"Name": "flow-busy-settlements"}, {"Name": "flow-refused"}, {"Name": "flow-late-sends"},
              {"Name": "flow-late-settlements"}, {"Name": "flow-silence"}, {"Name": "flow-latency"}]}],
              "Logging": {"Type": "File"}}}
            """;
    static final String CONNECTIONS = "connections of FaultRecoveryIT";
    static final int HALF = 20;
    static final Duration LIMIT = Duration.ofSeconds(40);

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.withConfig(CONFIG);

    final Emulator emulator = EMULATOR.emulator();
    final Clients clients = new Clients(emulator);
    final FaultyBus bus = new FaultyBus(emulator);
    final List<String> received = new CopyOnWriteArrayList<>();

    static Stream<Fault> recoverable() {
        return Stream.of(
                Fault.of(FaultKind.DETACH, "flow-detach"),
                Fault.of(FaultKind.DETACH, "flow-stolen").because(AmqpError.INTERNAL_ERROR),
                Fault.of(FaultKind.BUSY_SENDS, "flow-busy-sends").times(2),
                Fault.of(FaultKind.BUSY_SETTLEMENTS, "flow-busy-settlements").times(2),
                Fault.of(FaultKind.REFUSE_SENDS, "flow-refused").because(AmqpError.TIMEOUT),
                Fault.of(FaultKind.DELAY_SEND_ANSWERS, "flow-late-sends")
                        .times(3)
                        .by(Duration.ofMillis(300)),
                Fault.of(FaultKind.DELAY_SETTLEMENT_ANSWERS, "flow-late-settlements")
                        .times(3)
                        .by(Duration.ofMillis(300)),
                Fault.of(FaultKind.SILENCE, "flow-silence").times(2).lasting(Duration.ofSeconds(2)),
                Fault.of(FaultKind.LATENCY, "flow-latency").by(Duration.ofMillis(50)));
    }

    @ParameterizedTest
    @MethodSource("recoverable")
    @ResourceLock(value = CONNECTIONS, mode = ResourceAccessMode.READ)
    void senderAndReceiverGoOnAndEveryMessageArrivesOnce(Fault fault) {
        exchangeAround(fault, fault.entity());
    }

    @Test
    @ResourceLock(CONNECTIONS)
    void senderAndReceiverGoOnAfterConnectionsAreDropped() {
        exchangeAround(Fault.dropConnections(), "flow-drop");
    }

    private void exchangeAround(Fault fault, String queue) {
        try (var processor = processor(queue);
                var sender = clients.toQueue(queue)) {
            processor.start();
            IntStream.range(0, HALF).forEach(number -> sender.sendMessage(message("a" + number)));
            await().atMost(LIMIT).until(() -> received.size() == HALF && bus.held(queue) == 0);

            var planted = emulator.faults().plant(fault);
            IntStream.range(0, HALF).forEach(number -> Clients.sendUntilTaken(sender, "b" + number));

            await().atMost(LIMIT).until(() -> received.size() >= 2 * HALF && bus.held(queue) == 0);
            assertThat(received).hasSize(2 * HALF).doesNotHaveDuplicates();
            assertThat(planted.hits() + bus.hits(planted)).isPositive();
            emulator.faults().end(planted.id());
        }
    }

    private ServiceBusProcessorClient processor(String queue) {
        return clients.builder()
                .processor()
                .queueName(queue)
                .processMessage(
                        context -> received.add(context.getMessage().getBody().toString()))
                .processError(error -> {})
                .buildProcessorClient();
    }
}
