package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import io.throughline.emulator.config.NamespaceConfig;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.QueueSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectionsIT {

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.withResource("emulator-config.json");

    final Clients clients = new Clients(BUS);

    /** On an address of its own, as only Linux gives without being asked: the port of others may be taken. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @OwnBroker("starts on the default port")
    void isFoundOnTheDefaultPortByAConnectionStringWithoutOne() {
        var random = ThreadLocalRandom.current();
        var address = "127.%d.%d.%d".formatted(random.nextInt(1, 255), random.nextInt(255), random.nextInt(1, 255));
        var options = EmulatorOptions.DEFAULT
                .withHost(address)
                .withAmqpPort(5672)
                .withConfig(NamespaceConfig.EMPTY.withQueue("found", QueueSettings.DEFAULT));
        try (var emulator = Emulator.start(options);
                var sender = new ServiceBusClientBuilder()
                        .connectionString(emulator.connectionString().replace(":5672;", ";"))
                        .sender()
                        .queueName("found")
                        .buildClient()) {
            sender.sendMessage(message("found"));

            assertThat(emulator.entity("found").active()).isOne();
        }
    }

    @Test
    @Timeout(60)
    void refusesAWrongKey() {
        var wrong = BUS.connectionString().replaceAll("SharedAccessKey=[^;]+", "SharedAccessKey=d3Jvbmc=");
        try (var sender = new ServiceBusClientBuilder()
                .connectionString(wrong)
                .sender()
                .queueName(BUS.name("plain"))
                .buildClient()) {
            assertThatThrownBy(() -> sender.sendMessage(message("no")))
                    .isInstanceOfSatisfying(
                            ServiceBusException.class,
                            refused -> assertThat(refused.getReason()).isEqualTo(ServiceBusFailureReason.UNAUTHORIZED));
        }
    }

    @Test
    @OwnBroker("reads the frames")
    @Timeout(60)
    void failsForAnUnknownEntityAtTheFirstAttempt() throws IOException {
        try (var relay = Relay.to(BUS.own());
                var sender = new ServiceBusClientBuilder()
                        .connectionString(relay.connectionString())
                        .sender()
                        .queueName("nowhere")
                        .buildClient()) {
            assertThatThrownBy(() -> sender.sendMessage(message("lost"))).satisfies(ConnectionsIT::saysItIsUnknown);

            assertThat(attached(relay, "nowhere"))
                    .as("a link is asked for once")
                    .isOne();
            assertThat(relay.connections()).isOne();
        }
    }

    @Test
    @OwnBroker("reads the frames")
    @Timeout(60)
    void failsForAnUnknownSubscriptionAtTheFirstAttempt() throws IOException {
        try (var relay = Relay.to(BUS.own());
                var receiver = new ServiceBusClientBuilder()
                        .connectionString(relay.connectionString())
                        .receiver()
                        .topicName("nowhere")
                        .subscriptionName("nobody")
                        .buildAsyncClient()) {
            assertThatThrownBy(() -> receiver.receiveMessages().blockFirst(Clients.PATIENCE))
                    .satisfies(ConnectionsIT::saysItIsUnknown);

            assertThat(attached(relay, "nowhere/subscriptions/nobody")).isOne();
            assertThat(relay.connections()).isOne();
        }
    }

    private static void saysItIsUnknown(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        refused -> assertThat(refused.getReason())
                                .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND));
    }

    /** How many attach frames named the entity, whatever became of them. */
    private static long attached(Relay relay, String entity) {
        var name = Hex.text(entity.getBytes(StandardCharsets.US_ASCII));
        return relay.frames("00 53 12").stream()
                .filter(body -> body.contains(name))
                .count();
    }

    @Test
    @OwnBroker("drops connections")
    void letsSenderAndProcessorRecoverFromADroppedConnection() {
        Set<String> received = ConcurrentHashMap.newKeySet();
        var processor = clients.builder()
                .processor()
                .queueName("recovering")
                .processMessage(context -> received.add(context.getMessage().getMessageId()))
                .processError(error -> {})
                .buildProcessorClient();
        try (processor;
                var sender = clients.toQueue("recovering")) {
            processor.start();
            sender.sendMessage(message("before"));
            await().atMost(Clients.PATIENCE).until(() -> received.contains("before"));

            BUS.own().dropConnections();
            sender.sendMessage(message("after"));

            await().atMost(Duration.ofSeconds(30)).until(() -> received.contains("after"));
        }
    }

    @Test
    @OwnBroker("asks its own HTTP port")
    void saysOverHttpThatItLivesAndWhatItHolds() throws IOException, InterruptedException {
        try (var sender = clients.toQueue("watched")) {
            sender.sendMessage(message("one"));

            assertThat(get("/entities")).matches("\\{\"connections\":[1-9].*");
        }

        assertThat(get("/health")).isEqualTo("{\"status\":\"healthy\",\"message\":\"Service is healthy.\"}");
        assertThat(get("/entities"))
                .contains(
                        "{\"path\":\"watched\",\"active\":1,\"locked\":0,\"scheduled\":0,\"deferred\":0,\"deadLettered\":0,"
                                + "\"transferDeadLettered\":0,\"sessions\":0,\"lockedSessions\":0,\"oldestSeconds\":");
    }

    private String get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + BUS.own().httpPort() + path))
                    .timeout(Clients.PATIENCE)
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }

    @Test
    @OwnBroker("prints it")
    void neverShowsItsKey() {
        var options = EmulatorOptions.DEFAULT.withKey("root", "c2VjcmV0");

        assertThat(options.toString()).doesNotContain("c2VjcmV0");
        assertThat(BUS.own().toString()).doesNotContain("SharedAccessKey=");
    }

    @Test
    @OwnBroker("talks nonsense")
    @Timeout(20)
    void closesTheConnectionOfWhoeverTalksNonsenseAndServesTheOthers() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), BUS.own().amqpPort());
                var sender = clients.toQueue("plain")) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: nobody\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (socket.getInputStream().read() >= 0) {
                // What it says before it closes is its own affair.
            }

            sender.sendMessage(message("undisturbed"));
        }
    }

    @Test
    @OwnBroker("has a limit of its own")
    @Timeout(20)
    void admitsNoMoreConnectionsThanAllowedAndForgetsThoseThatAreGone() throws IOException {
        var options = EmulatorOptions.DEFAULT.withLimits(Limits.DEFAULT.withMaxConnections(1));
        try (var small = Emulator.start(options)) {
            try (var first = new Socket(InetAddress.getLoopbackAddress(), small.amqpPort());
                    var second = new Socket(InetAddress.getLoopbackAddress(), small.amqpPort())) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
                assertThat(first.isConnected()).isTrue();
            }

            await().atMost(Clients.PATIENCE).until(() -> answers(small));
        }
    }

    private static boolean answers(Emulator small) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), small.amqpPort())) {
            socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0});
            return socket.getInputStream().read() == 'A';
        }
    }
}
