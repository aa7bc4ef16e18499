package io.throughline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.emulator.Emulator;
import io.throughline.emulator.faults.AmqpError;
import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import io.throughline.emulator.faults.PlantedFault;
import io.throughline.events.Topology;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.IngestProperties;
import io.throughline.ingest.IngestTest;
import io.throughline.ingest.StorefrontClient;
import io.throughline.ingest.TestBroker;
import io.throughline.ingest.store.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A broker that takes nothing for an hour, by the service's clock. */
@IngestTest(broker = TestBroker.PRESENT)
@TestPropertySource(properties = {"throughline.ingest.relay.batch=40", "throughline.ingest.relay.sweep=200ms"})
@DirtiesContext
class OutageIT {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    static final MovedClock CLOCK = new MovedClock();

    @TestConfiguration(proxyBeanMethods = false)
    static class Surroundings {

        @Bean
        @Primary
        Clock movedClock() {
            return CLOCK;
        }
    }

    @Autowired
    EventLog log;

    @Autowired
    IngestProperties properties;

    @Autowired
    Receivers receivers;

    @Autowired
    Emulator broker;

    @LocalServerPort
    int port;

    final List<String> published = new CopyOnWriteArrayList<>();

    @Test
    void answers200WhileTheBrokerIsDownForAnHourAndThenPublishesAllOfItInBoundedBatches() {
        StorefrontClient storefront = new StorefrontClient(port);
        long down = System.nanoTime();
        broker.faults()
                .plant(Fault.of(FaultKind.REFUSE_SENDS, "orders")
                        .because(AmqpError.ENTITY_DISABLED)
                        .times(10_000)
                        .lasting(Duration.ofMinutes(30)));

        for (int minute = 0; minute < 60; minute++) {
            long firstId = 8_000_000_000_000_000_000L + minute * 10L;
            IntStream.range(0, 5)
                    .parallel()
                    .forEach(order -> assertThat(storefront
                                    .send(
                                            "orders/create",
                                            Fixtures.body(
                                                    Fixtures.SHOPIFY_GUEST, body -> body.put("id", firstId + order)))
                                    .statusCode())
                            .isEqualTo(200));
            CLOCK.advance(Duration.ofMinutes(1));
        }
        await().atMost(PATIENCE).until(() -> log.backlog().pending() == 300 && refusals() >= 2);
        long attempts = refusals();
        long sweeps = Duration.ofNanos(System.nanoTime() - down)
                .dividedBy(properties.relay().sweep());
        broker.faults().endAll();

        try (BatchReceiver adapter = receivers.subscribe(Topology.ORDERS, "finance-adapter", batch -> {
            batch.forEach(message -> published.add(message.id()));
            return List.of();
        })) {
            assertThat(adapter).isNotNull();
            await().atMost(PATIENCE).until(() -> log.backlog().pending() == 0 && published.size() >= 300);
        }

        assertThat(published).hasSize(300).doesNotHaveDuplicates();
        assertThat(attempts).as("one attempt a sweep, however much waits").isLessThanOrEqualTo(sweeps + 1);
    }

    private int refusals() {
        return broker.faults().active().stream().mapToInt(PlantedFault::hits).sum();
    }

    static final class MovedClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
