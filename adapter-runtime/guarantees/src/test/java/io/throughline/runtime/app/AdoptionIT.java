package io.throughline.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.Emulator;
import io.throughline.emulator.EmulatorOptions;
import io.throughline.events.Topology;
import io.throughline.events.command.AdoptIntegration;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Beginning;
import io.throughline.events.command.Command;
import io.throughline.events.outcome.AdoptionRequested;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.GapDetected;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import io.throughline.events.outcome.Result;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.NewDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An adapter whose database is empty, and a test that answers as ingest does. */
class AdoptionIT {

    /** Orders up to this number were there before; three events each. */
    static final int BEFORE = Integer.getInteger("throughline.backfill.orders", 100);

    static final Duration LIMIT = Duration.ofSeconds(30 + BEFORE / 50);

    final List<OutcomeMessage> reports = new CopyOnWriteArrayList<>();
    final TestDatabase database = TestDatabase.create();
    private final Emulator broker = broker();
    private final Deque<ConfigurableApplicationContext> contexts = new ArrayDeque<>();
    private final Deque<BatchReceiver> watchers = new ArrayDeque<>();

    @AfterEach
    void close() {
        stop();
        broker.close();
    }

    @Test
    void receivesNothingUntilItKnowsWhereItsOrdersBeginAndThenIgnoresThoseFromBefore() {
        start(Beginning.NOW);
        publish(event(BEFORE, 2), event(BEFORE + 1, 1));
        await().atMost(LIMIT).until(() -> questions().size() >= 2);

        assertThat(questions())
                .allSatisfy(question -> assertThat(question.beginning()).isEqualTo(Beginning.NOW));
        assertThat(broker.entity("orders/subscriptions/test-adapter").active()).isEqualTo(2);

        adopt(1, Beginning.NOW, false);

        await().atMost(LIMIT).until(() -> outcomes().size() == 2);
        assertThat(handled()).containsExactly("standard:shop:" + (BEFORE + 1) + "/1");
        assertThat(outcomes().stream().filter(outcome -> outcome.result() == Result.IGNORED))
                .singleElement()
                .satisfies(ignored -> {
                    assertThat(ignored.orderKey()).isEqualTo("standard:shop:" + BEFORE);
                    assertThat(ignored.sequence()).isEqualTo(2);
                    assertThat(ignored.code()).isEqualTo("before-adoption");
                });
    }

    @Test
    void anOlderOrderThatIsSentToItAloneIsItsOwnFromThenOn() {
        start(Beginning.NOW);
        adopt(1, Beginning.NOW, false);

        publish(replayed(7, 1));
        await().atMost(LIMIT).until(() -> handled().size() == 1);
        publish(event(7, 2));

        await().atMost(LIMIT).until(() -> handled().size() == 2);
        assertThat(handled()).containsExactly("standard:shop:7/1", "standard:shop:7/2");
    }

    @Test
    void liveEventsWaitForTheBackfillOfTheirOrderAndNothingIsMissedMeanwhile() {
        start(Beginning.FIRST_EVENT);
        adopt(1, Beginning.FIRST_EVENT, true);
        publish(live(3));
        await().atMost(LIMIT).until(() -> waiting() == BEFORE);
        int asked = questions().size();

        publish(replayedAll(1));
        publish(replayedAll(2));
        adopt(2, Beginning.FIRST_EVENT, false);

        await().atMost(LIMIT).until(() -> handled().size() >= 3 * BEFORE);
        await().atMost(LIMIT).until(() -> outcomes().size() == 3 * BEFORE);
        assertThat(handled()).hasSize(3 * BEFORE).doesNotHaveDuplicates();
        Map<String, List<String>> byOrder = handled().stream()
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, name.indexOf('/')),
                        Collectors.mapping(name -> name.substring(name.indexOf('/')), Collectors.toList())));
        assertThat(byOrder.values()).hasSize(BEFORE).allMatch(List.of("/1", "/2", "/3")::equals);
        assertThat(asked).isPositive();
        assertThat(reports).noneMatch(GapDetected.class::isInstance);
    }

    @Test
    void whoWasAtWorkBeforeAsksNobody() {
        start(Beginning.NOW);
        adopt(1, Beginning.NOW, false);
        publish(event(BEFORE + 1, 1));
        await().atMost(LIMIT).until(() -> handled().size() == 1);
        stop();
        reports.clear();

        start(Beginning.NOW);
        publish(event(BEFORE + 1, 2), event(BEFORE, 1));

        // The outcome from before the restart may be read only now, or once more.
        await().atMost(LIMIT)
                .until(() -> outcomes().stream()
                        .map(outcome -> outcome.orderKey() + "/" + outcome.sequence())
                        .toList()
                        .containsAll(
                                List.of("standard:shop:" + (BEFORE + 1) + "/2", "standard:shop:" + BEFORE + "/1")));
        assertThat(handled()).containsExactly("standard:shop:" + (BEFORE + 1) + "/2");
        assertThat(questions()).isEmpty();
    }

    private void start(Beginning beginning) {
        contexts.push(SpringApplication.run(
                TestAdapter.class,
                "--spring.cloud.azure.servicebus.connection-string=" + broker.connectionString(),
                "--spring.datasource.url=" + database.getJdbcUrl(),
                "--spring.datasource.username=" + database.getUsername(),
                "--spring.datasource.password=" + database.getPassword(),
                "--throughline.runtime.adoption.asked=true",
                "--throughline.runtime.adoption.from=" + beginning.name().replace('_', '-')));
        watchers.push(adapter().getBean(Receivers.class).subscribe(Topology.OUTCOMES, "operations-dashboard", batch -> {
            batch.forEach(message -> reports.add(Json.mapper().readValue(message.body(), OutcomeMessage.class)));
            return List.of();
        }));
    }

    private void stop() {
        watchers.forEach(BatchReceiver::close);
        watchers.clear();
        contexts.forEach(ConfigurableApplicationContext::close);
        contexts.clear();
    }

    private ConfigurableApplicationContext adapter() {
        return contexts.getFirst();
    }

    private static Emulator broker() {
        try (InputStream config = Objects.requireNonNull(AdoptionIT.class.getResourceAsStream("/broker.json"))) {
            return Emulator.start(
                    EmulatorOptions.DEFAULT.withConfig(new String(config.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void adopt(long revision, Beginning beginning, boolean backfilling) {
        AdoptIntegration command = new AdoptIntegration(
                UUID.randomUUID(),
                "test-adapter",
                new Authority("order-ingest-service", "system", "it is new"),
                revision,
                SampleEvents.orderRef(BEFORE + 1),
                beginning,
                backfilling);
        adapter()
                .getBean(BatchPublisher.class)
                .publish(
                        Topology.COMMANDS,
                        List.of(new OutboundMessage(
                                command.commandId().toString(),
                                "command",
                                "",
                                "application/json",
                                Map.of(Topology.TARGET, "test-adapter"),
                                Json.mapper().writerFor(Command.class).writeValueAsBytes(command))));
    }

    private void publish(OutboundMessage... messages) {
        adapter().getBean(BatchPublisher.class).publish(Topology.ORDERS, List.of(messages));
    }

    private static OutboundMessage[] live(int sequence) {
        return IntStream.rangeClosed(1, BEFORE)
                .mapToObj(order -> event(order, sequence))
                .toArray(OutboundMessage[]::new);
    }

    private static OutboundMessage[] replayedAll(int sequence) {
        return IntStream.rangeClosed(1, BEFORE)
                .mapToObj(order -> replayed(order, sequence))
                .toArray(OutboundMessage[]::new);
    }

    private static OutboundMessage event(int order, int sequence) {
        NewDelivery event = SampleEvents.placed(order, sequence);
        return new OutboundMessage(
                event.eventId().toString(),
                event.type(),
                "",
                "application/cloudevents+json",
                Map.of(),
                SampleEvents.body(order, sequence));
    }

    private static OutboundMessage replayed(int order, int sequence) {
        OutboundMessage first = event(order, sequence);
        UUID command = UUID.randomUUID();
        return new OutboundMessage(
                first.messageId() + ":" + command,
                first.subject(),
                first.correlationId(),
                first.contentType(),
                Map.of(Topology.COMMAND, command.toString(), Topology.TARGET, "test-adapter"),
                first.body());
    }

    private List<String> handled() {
        return adapter().getBean(TestAdapter.class).handled;
    }

    private long waiting() {
        return adapter()
                .getBean(JdbcClient.class)
                .sql("select count(*) from delivery")
                .query(Long.class)
                .single();
    }

    private List<AdoptionRequested> questions() {
        return reports.stream()
                .filter(AdoptionRequested.class::isInstance)
                .map(AdoptionRequested.class::cast)
                .toList();
    }

    private List<DeliveryOutcome> outcomes() {
        return reports.stream()
                .filter(OutcomeBatch.class::isInstance)
                .flatMap(batch -> ((OutcomeBatch) batch).outcomes().stream())
                .toList();
    }
}
