package io.throughline.dashboard.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.Appended;
import io.throughline.dashboard.ledger.Publishing;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.emulator.Emulator;
import io.throughline.emulator.EmulatorOptions;
import io.throughline.events.EventEnvelope;
import io.throughline.events.Topology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Ingest's log over real HTTP against topic orders over real AMQP; times are seconds instead of minutes. */
@SpringBootTest(
        properties = {
            "throughline.dashboard.log.token=" + StubIngest.TOKEN,
            "throughline.dashboard.log.every=100ms",
            "throughline.dashboard.log.publish-within=1s",
            "throughline.dashboard.log.grace=1s",
            "throughline.dashboard.log.lock=1s",
            "throughline.dashboard.log.blind-after=3s",
            "throughline.receiver.silence=1s",
            "throughline.receiver.peek-timeout=5s",
            "throughline.receiver.max-retry=500ms"
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class PublishWatchIT {

    /** Longer than a lock: what a link was given as it was closed comes again when that ends. */
    static final Duration PATIENCE = Duration.ofSeconds(150);

    static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Topics": [
                {"Name": "orders", "Subscriptions": [{"Name": "operations-dashboard"}]},
                {"Name": "outcomes", "Subscriptions": [{"Name": "operations-dashboard"}]},
                {"Name": "commands", "Subscriptions": [{"Name": "operations-dashboard"}]}]}]}}
            """;
    static final StubIngest INGEST = new StubIngest();
    static final AtomicInteger ORDERS = new AtomicInteger();
    static Emulator broker = Emulator.start(EmulatorOptions.DEFAULT.withConfig(CONFIG));

    @TempDir
    static Path directory;

    @TestConfiguration
    static class Parts {

        @Bean
        JdbcConnectionDetails database() {
            return LedgerFixture.TABLES.copy();
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("throughline.dashboard.password-file", () -> directory.resolve("password"));
        registry.add("throughline.dashboard.log.base-url", INGEST::address);
        registry.add("spring.cloud.azure.servicebus.connection-string", () -> broker.connectionString());
    }

    @AfterAll
    static void close() {
        INGEST.close();
        broker.close();
    }

    @Autowired
    PublishWatch watch;

    @Autowired
    BatchPublisher publisher;

    @Autowired
    EventCodec codec;

    @Autowired
    MeterRegistry meters;

    @Test
    void namesAnEventThatWasNeverPublishedUntilItIs() {
        EventEnvelope<?> before = appended();
        EventEnvelope<?> heldBack = appended();
        EventEnvelope<?> after = appended();
        publish(before, after);

        await().atMost(PATIENCE).until(() -> missing().equals(List.of(heldBack.orderKey())));
        await().atMost(PATIENCE).until(() -> gauge().equals(Optional.of(1.0)));

        publish(heldBack);
        await().atMost(PATIENCE)
                .until(() -> latest().unaccounted() != null && missing().isEmpty());
        await().atMost(PATIENCE).until(() -> gauge().equals(Optional.of(0.0)));
    }

    @Test
    void namesTheLastEventOfAll() {
        publish(appended());
        EventEnvelope<?> last = appended();

        await().atMost(PATIENCE).until(() -> missing().equals(List.of(last.orderKey())));

        publish(last);
        await().atMost(PATIENCE)
                .until(() -> latest().unaccounted() != null && missing().isEmpty());
    }

    @Test
    void whileIngestDoesNotAnswerItIsBlindAndNamesNothing(CapturedOutput output) {
        EventEnvelope<?> unpublished = appended();
        INGEST.isDown(true);

        await().atMost(PATIENCE).until(() -> latest().blindSince() != null);
        assertThat(latest().unaccounted()).isNull();
        assertThat(latest().missing()).isEmpty();
        await().atMost(PATIENCE).until(() -> gauge().isEmpty());
        assertThat(output.getOut()).contains("ledger.log-unreadable").doesNotContain(StubIngest.TOKEN);

        publish(unpublished);
        INGEST.isDown(false);
        await().atMost(PATIENCE)
                .until(() -> latest().unaccounted() != null && missing().isEmpty());
        assertThat(latest().blindSince()).isNull();
    }

    @Test
    void aBrokerOutageIsNoReasonToCallAnythingMissing(CapturedOutput output) {
        await().atMost(PATIENCE).until(() -> latest().unaccounted() != null);
        int port = broker.amqpPort();
        String key = broker.connectionString().replaceAll(".*SharedAccessKey=([^;]+).*", "$1");
        broker.close();
        EventEnvelope<?> first = appended();
        EventEnvelope<?> second = appended();

        await().atMost(PATIENCE).until(() -> latest().blindSince() != null);
        Instant blindSince = latest().blindSince();
        assertThat(blindSince).isBefore(Instant.now().minusSeconds(2));
        assertThat(latest().unaccounted()).isNull();

        // They are there before the dashboard finds the broker again: who is faster decides nothing.
        EmulatorOptions again = EmulatorOptions.DEFAULT
                .withConfig(CONFIG)
                .withKey("RootManageSharedAccessKey", key)
                .withData(directory.resolve("broker"));
        try (Emulator elsewhere = Emulator.start(again);
                BatchPublisher relay = BatchPublisher.connectedTo(elsewhere.connectionString())) {
            relay.publish(Topology.ORDERS, List.of(message(first), message(second)));
        }
        broker = Emulator.start(again.withAmqpPort(port));
        await().atMost(PATIENCE)
                .until(() -> latest().unaccounted() != null && missing().isEmpty());
        assertThat(output.getOut()).doesNotContain(first.orderKey()).doesNotContain(second.orderKey());
    }

    private Publishing latest() {
        return watch.latest().orElse(new Publishing(null, null, null, List.of()));
    }

    private List<String> missing() {
        return latest().missing().stream().map(Appended::orderKey).toList();
    }

    private Optional<Double> gauge() {
        return Optional.ofNullable(meters.find("throughline.unaccounted")
                        .tags("integration", "order-ingest-service", "stage", "publish")
                        .gauge())
                .map(Gauge::value);
    }

    private static EventEnvelope<?> appended() {
        EventEnvelope<?> event = Events.placed(ORDERS.incrementAndGet(), Instant.now());
        INGEST.append(event);
        return event;
    }

    private void publish(EventEnvelope<?>... events) {
        for (EventEnvelope<?> event : events) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                publisher.publish(Topology.ORDERS, List.of(message(event)));
                return true;
            });
        }
    }

    private OutboundMessage message(EventEnvelope<?> event) {
        return new OutboundMessage(
                event.id().toString(),
                event.type().name(),
                "webhook",
                EventCodec.CONTENT_TYPE,
                Map.of(),
                codec.write(event));
    }
}
