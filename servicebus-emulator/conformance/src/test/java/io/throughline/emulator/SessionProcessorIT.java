package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessageContext;
import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionProcessorIT {

    static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Queues": [
              {"Name": "many", "Properties": {"RequiresSession": true}},
              {"Name": "dropped", "Properties": {"RequiresSession": true}}]}],
              "Logging": {"Type": "File"}}}
            """;
    static final Duration LIMIT = Duration.ofSeconds(90);
    static final int SESSIONS = 12;
    static final int MESSAGES = 10;

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(CONFIG);

    final Clients clients = new Clients(BUS);
    final Map<String, List<Integer>> processed = new ConcurrentHashMap<>();

    private ServiceBusProcessorClient processor(String queue) {
        return clients.builder()
                .sessionProcessor()
                .queueName(BUS.name(queue))
                .maxConcurrentSessions(4)
                .sessionIdleTimeout(Duration.ofSeconds(1))
                .processMessage(this::note)
                .processError(context -> {})
                .buildProcessorClient();
    }

    private void note(ServiceBusReceivedMessageContext context) {
        var message = context.getMessage();
        processed
                .computeIfAbsent(message.getSessionId(), any -> new CopyOnWriteArrayList<>())
                .add(Integer.valueOf(message.getBody().toString().split(" ", 2)[1]));
    }

    private void send(String queue) {
        try (var sender = clients.toQueue(queue)) {
            for (var number = 1; number <= MESSAGES; number++) {
                var text = " " + number;
                SessionClients.send(
                        sender,
                        IntStream.range(0, SESSIONS)
                                .mapToObj(session -> "s" + session + text)
                                .toArray(String[]::new));
            }
        }
    }

    private boolean areAllProcessed() {
        return processed.values().stream().mapToInt(List::size).sum() >= SESSIONS * MESSAGES;
    }

    private static List<Integer> all() {
        return IntStream.rangeClosed(1, MESSAGES).boxed().toList();
    }

    @Test
    void processesEveryMessageOfManySessionsOnceAndInOrder() {
        send("many");

        try (var processor = processor("many")) {
            processor.start();
            await().atMost(LIMIT).until(this::areAllProcessed);
        }

        assertThat(processed).hasSize(SESSIONS);
        assertThat(processed.values()).allSatisfy(numbers -> assertThat(numbers).isEqualTo(all()));
        BUS.holdsNothing("many");
    }

    @Test
    @OwnBroker("drops connections")
    void goesOnAfterLostSessionsAndConnections() {
        try (var processor = processor("dropped")) {
            processor.start();
            send("dropped");
            await().atMost(LIMIT).until(() -> !processed.isEmpty());
            BUS.own().faults().plant(Fault.of(FaultKind.EXPIRE_SESSION, "dropped"));
            BUS.own().dropConnections();

            await().atMost(LIMIT).until(() -> BUS.counts("dropped").sessions() == 0);
        }

        assertThat(processed).hasSize(SESSIONS);
        assertThat(processed.values())
                .allSatisfy(numbers ->
                        assertThat(numbers.stream().distinct().toList()).isEqualTo(all()));
    }
}
