package io.throughline.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.junit.EmulatorExtension;
import io.throughline.events.Topology;
import io.throughline.events.command.Authority;
import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.events.command.RedeliverDelivery;
import io.throughline.events.command.RetryDelivery;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.Answer;
import io.throughline.events.outcome.CommandAnswer;
import io.throughline.events.outcome.CommandAnswers;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Gap;
import io.throughline.events.outcome.GapDetected;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import io.throughline.events.outcome.Result;
import io.throughline.runtime.RuntimeProperties.DeadLetterAction;
import io.throughline.runtime.policy.DeadLetterPolicy;
import io.throughline.runtime.receive.DeadLetterSink;
import io.throughline.runtime.receive.EventSink;
import io.throughline.runtime.samples.SampleEvents;
import io.throughline.runtime.store.DeadLetters;
import io.throughline.runtime.store.NewDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = {TestAdapter.class, AdapterIT.Database.class})
@DirtiesContext
class AdapterIT {

    @RegisterExtension
    static final EmulatorExtension BROKER = EmulatorExtension.withConfig("broker.json");

    static final Duration LIMIT = Duration.ofSeconds(30);

    @Autowired
    TestAdapter adapter;

    @Autowired
    BatchPublisher publisher;

    @Autowired
    Receivers receivers;

    @Autowired
    EventSink events;

    @Autowired
    DeadLetters letters;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    final List<OutcomeMessage> reports = new CopyOnWriteArrayList<>();
    BatchReceiver dashboard;

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        properties.add(
                "spring.cloud.azure.servicebus.connection-string",
                () -> BROKER.emulator().connectionString());
    }

    @BeforeEach
    void listen() {
        adapter.handled.clear();
        dashboard = receivers.subscribe(Topology.OUTCOMES, "operations-dashboard", batch -> {
            batch.forEach(message -> reports.add(Json.mapper().readValue(message.body(), OutcomeMessage.class)));
            return List.of();
        });
    }

    @AfterEach
    void stopListening() {
        dashboard.close();
    }

    @Test
    void actsOnceOnEventsThatArriveTwiceAndOutOfOrderAndReportsEach() {
        List<OutboundMessage> events = IntStream.rangeClosed(1, 300)
                .mapToObj(number -> message(number % 100 + 1, 3 - (number - 1) / 100))
                .toList();

        publisher.publish(Topology.ORDERS, events);
        publisher.publish(Topology.ORDERS, events.subList(0, 150));

        await().atMost(LIMIT).until(() -> outcomes().size() >= 300);
        assertThat(adapter.handled).hasSize(300).doesNotHaveDuplicates();
        assertThat(outcomes())
                .allSatisfy(outcome -> assertThat(outcome.result()).isEqualTo(Result.DELIVERED))
                .extracting(outcome -> outcome.orderKey() + "/" + outcome.sequence())
                .containsExactlyInAnyOrderElementsOf(adapter.handled);
    }

    @Test
    void saysWhatItIsAndHowItStands() {
        await().atMost(LIMIT).until(() -> reports.stream().anyMatch(Heartbeat.class::isInstance));
        await().atMost(LIMIT).until(() -> reports.stream().anyMatch(Announcement.class::isInstance));
    }

    @Test
    void aParkedDeliveryHoldsItsOrderUntilItIsRetriedOrDiscarded() {
        adapter.rejected = "standard:shop:1001/1";
        publisher.publish(Topology.ORDERS, List.of(message(1001, 1), message(1001, 2), message(1001, 3)));
        await().atMost(LIMIT).until(() -> outcome(1001, 1, Result.PARKED));

        command(new RetryDelivery(UUID.randomUUID(), "test-adapter", by(), SampleEvents.orderRef(1001), 1));
        await().atMost(LIMIT).until(() -> parkings(1001) == 2);
        command(new DiscardDelivery(UUID.randomUUID(), "test-adapter", by(), SampleEvents.orderRef(1001), 1));
        await().atMost(LIMIT).until(() -> outcome(1001, 3, Result.DELIVERED));

        assertThat(outcome(1001, 1, Result.DISCARDED)).isTrue();
        assertThat(meters.get("throughline.deliveries")
                        .tag("outcome", "discarded")
                        .tag("code", "test-rejected")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(adapter.handled)
                .contains("standard:shop:1001/2", "standard:shop:1001/3")
                .doesNotContain("standard:shop:1001/1");
    }

    @Test
    void anUnreadableEventIsParkedInItsPlaceAndNamedByItsReason() {
        OutboundMessage broken = new OutboundMessage(
                UUID.randomUUID().toString(),
                "order.placed.v1",
                "",
                "application/cloudevents+json",
                Map.of(
                        Topology.ORDER_KEY,
                        "standard:shop:2001",
                        Topology.ORDER_REF,
                        SampleEvents.orderRef(2001).toString(),
                        Topology.ORDER_SEQUENCE,
                        1),
                "{not json".getBytes(StandardCharsets.UTF_8));

        publisher.publish(Topology.ORDERS, List.of(broken, message(2001, 2)));

        await().atMost(LIMIT).until(() -> outcome(2001, 1, Result.PARKED));
        assertThat(jdbc.sql("select reason from dead_letter where orderref = :ref")
                        .param("ref", SampleEvents.orderRef(2001))
                        .query(String.class)
                        .list())
                .containsExactly("unreadable-event");
        assertThat(adapter.handled).doesNotContain("standard:shop:2001/2");
    }

    @Test
    void anEventThatComesBeforeTheOneBeforeItIsNoGap() {
        publisher.publish(Topology.ORDERS, List.of(message(3001, 2), message(3001, 1)));

        await().atMost(LIMIT).until(() -> outcome(3001, 2, Result.DELIVERED));
        long beats = heartbeats();
        await().atMost(LIMIT).until(() -> heartbeats() > beats + 8);

        assertThat(handledOf(3001)).containsExactly("standard:shop:3001/1", "standard:shop:3001/2");
        assertThat(gapsOf(3001)).isEmpty();
    }

    @Test
    void aMissingEventIsReportedByNameAndTakesItsPlaceWhenItIsRedelivered() {
        publisher.publish(Topology.ORDERS, List.of(message(4001, 3), message(4001, 2)));
        await().atMost(LIMIT).until(() -> !gapsOf(4001).isEmpty());
        await().atMost(LIMIT).until(() -> meters.get("throughline.gaps").gauge().value() == 1);

        publisher.publish(Topology.ORDERS, List.of(again(4001, 1, "another-adapter")));
        publisher.publish(Topology.ORDERS, List.of(again(4001, 1, "test-adapter")));
        await().atMost(LIMIT).until(() -> outcome(4001, 3, Result.DELIVERED));
        await().atMost(LIMIT).until(() -> meters.get("throughline.gaps").gauge().value() == 0);

        assertThat(gapsOf(4001)).containsExactly(new Gap(SampleEvents.orderRef(4001), "standard:shop:4001", 1, 1));
        assertThat(handledOf(4001))
                .containsExactly("standard:shop:4001/1", "standard:shop:4001/2", "standard:shop:4001/3");
    }

    @Test
    void itsReasonDecidesWhatBecomesOfADeadLetter() {
        DeadLetterPolicy policy =
                new DeadLetterPolicy(Map.of("poison", DeadLetterAction.DISCARD, "again", DeadLetterAction.RETRY));
        BatchReceiver refusing = receivers.subscribe(
                "letters",
                "test-adapter",
                batch -> batch.stream()
                        .map(letter -> new BatchSink.Refusal(
                                letter, letter.property("why").orElseThrow(), "the test says so"))
                        .toList());
        BatchReceiver drainer = receivers.drainDeadLetters(
                "letters", "test-adapter", new DeadLetterSink("test-adapter", letters, events, policy));

        publisher.publish(
                "letters",
                List.of(
                        because("MaxDeliveryCountExceeded", message(6001, 1)),
                        because("poison", message(6002, 1)),
                        because("again", message(6003, 1)),
                        because("another", message(6004, 1))));

        await().atMost(LIMIT).until(() -> outcome(6001, 1, Result.DELIVERED));
        await().atMost(LIMIT).until(() -> outcome(6002, 1, Result.DISCARDED));
        await().atMost(LIMIT).until(() -> outcome(6003, 1, Result.DELIVERED));
        await().atMost(LIMIT).until(() -> outcome(6004, 1, Result.PARKED));
        assertThat(outcomes())
                .filteredOn(outcome ->
                        outcome.result() == Result.DISCARDED && outcome.code().equals("poison"))
                .extracting(DeliveryOutcome::actor)
                .containsExactly("policy");
        await().atMost(LIMIT)
                .until(() -> jdbc.sql("select reason || (closed_at is not null) from dead_letter"
                                + " where description = 'the test says so' order by 1")
                        .query(String.class)
                        .list()
                        .equals(List.of("anotherfalse", "poisontrue")));
        refusing.close();
        drainer.close();
    }

    private static OutboundMessage because(String why, OutboundMessage message) {
        Map<String, Object> properties = new HashMap<>(message.properties());
        properties.put("why", why);
        return new OutboundMessage(
                message.messageId(),
                message.subject(),
                message.correlationId(),
                message.contentType(),
                properties,
                message.body());
    }

    @Test
    void aFinishedDeliveryIsAskedOfTheLogCarriedOutAgainAndEachStepAnswered() {
        publisher.publish(Topology.ORDERS, List.of(message(5001, 1), message(5001, 2)));
        await().atMost(LIMIT).until(() -> outcome(5001, 2, Result.DELIVERED));
        Command redeliver = new RedeliverDelivery(
                UUID.randomUUID(), "test-adapter", by(), SampleEvents.orderRef(5001), 1, "standard:shop:5001");

        command(redeliver);
        command(redeliver);
        await().atMost(LIMIT).until(() -> !gapsOf(5001).isEmpty());
        publisher.publish(Topology.ORDERS, List.of(again(5001, 1, "another-adapter")));
        publisher.publish(Topology.ORDERS, List.of(again(5001, 1, "test-adapter")));
        publisher.publish(Topology.ORDERS, List.of(again(5001, 1, "test-adapter")));

        await().atMost(LIMIT).until(() -> handledOf(5001).size() == 3);
        await().atMost(LIMIT).until(() -> answersTo(redeliver).size() == 2);
        assertThat(answersTo(redeliver))
                .extracting(CommandAnswer::answer)
                .containsExactly(Answer.ACCEPTED, Answer.DONE);
        assertThat(gapsOf(5001)).containsExactly(new Gap(SampleEvents.orderRef(5001), "standard:shop:5001", 1, 1));
        assertThat(handledOf(5001))
                .containsExactly("standard:shop:5001/1", "standard:shop:5001/2", "standard:shop:5001/1");
    }

    @Test
    void whatEverybodyIsToldToEraseIsObeyedAndAnsweredHereToo() {
        EraseOrders erase = new EraseOrders(
                UUID.randomUUID(),
                EraseOrders.EVERYBODY,
                by(),
                UUID.randomUUID(),
                List.of(new ErasedOrder(UUID.randomUUID(), "standard:shop:nowhere", 0)));

        command(erase);

        await().atMost(LIMIT).until(() -> !answersTo(erase).isEmpty());
        assertThat(answersTo(erase)).extracting(CommandAnswer::answer).containsExactly(Answer.DONE);
    }

    @Test
    void aCommandInNobodysNameIsNotObeyed() {
        long before = jdbc.sql("select count(*) from command").query(Long.class).single();
        UUID id = UUID.randomUUID();
        String nobody = "{\"kind\":\"retry-delivery\",\"commandId\":\"" + id + "\",\"integration\":\"test-adapter\","
                + "\"by\":{\"actor\":\" \",\"role\":\"operator\",\"reason\":\"r\"},\"orderRef\":\"" + id
                + "\",\"sequence\":1}";
        RetryDelivery after = new RetryDelivery(UUID.randomUUID(), "test-adapter", by(), UUID.randomUUID(), 1);

        publisher.publish(
                Topology.COMMANDS,
                List.of(new OutboundMessage(
                        id.toString(),
                        "command",
                        "",
                        "application/json",
                        Map.of(Topology.TARGET, "test-adapter"),
                        nobody.getBytes(StandardCharsets.UTF_8))));
        command(after);

        await().atMost(LIMIT).until(() -> !answersTo(after).isEmpty());
        await().atMost(LIMIT)
                .until(() -> jdbc.sql("select reason from dead_letter where message_id = :id")
                        .param("id", id.toString())
                        .query(String.class)
                        .list()
                        .equals(List.of("unreadable-command")));
        assertThat(answersTo(after)).extracting(CommandAnswer::answer).containsExactly(Answer.REFUSED);
        assertThat(jdbc.sql("select count(*) from command").query(Long.class).single())
                .isEqualTo(before + 1);
    }

    private List<CommandAnswer> answersTo(Command command) {
        return reports.stream()
                .filter(CommandAnswers.class::isInstance)
                .flatMap(report -> ((CommandAnswers) report).answers().stream())
                .filter(answer -> answer.commandId().equals(command.commandId()))
                .toList();
    }

    private static OutboundMessage again(int order, int sequence, String target) {
        OutboundMessage first = message(order, sequence);
        UUID command = UUID.randomUUID();
        Map<String, Object> properties = new HashMap<>(first.properties());
        properties.put(Topology.COMMAND, command.toString());
        properties.put(Topology.TARGET, target);
        return new OutboundMessage(
                first.messageId() + ":" + command,
                first.subject(),
                first.correlationId(),
                first.contentType(),
                properties,
                first.body());
    }

    private List<Gap> gapsOf(int order) {
        return reports.stream()
                .filter(GapDetected.class::isInstance)
                .flatMap(report -> ((GapDetected) report).gaps().stream())
                .filter(gap -> gap.orderRef().equals(SampleEvents.orderRef(order)))
                .toList();
    }

    private List<String> handledOf(int order) {
        return adapter.handled.stream()
                .filter(name -> name.startsWith("standard:shop:" + order + "/"))
                .toList();
    }

    private long heartbeats() {
        return reports.stream().filter(Heartbeat.class::isInstance).count();
    }

    private void command(Command command) {
        publisher.publish(
                Topology.COMMANDS,
                List.of(new OutboundMessage(
                        command.commandId().toString(),
                        "command",
                        "",
                        "application/json",
                        Map.of(Topology.TARGET, command.integration()),
                        Json.mapper().writerFor(Command.class).writeValueAsBytes(command))));
    }

    private static Authority by() {
        return new Authority("operator", "operator", "the test decides");
    }

    private static OutboundMessage message(int order, int sequence) {
        NewDelivery event = SampleEvents.placed(order, sequence);
        return new OutboundMessage(
                event.eventId().toString(),
                event.type(),
                "",
                "application/cloudevents+json",
                Map.of(
                        Topology.ORDER_KEY, event.orderKey(),
                        Topology.ORDER_REF, event.orderRef().toString(),
                        Topology.ORDER_SEQUENCE, sequence),
                SampleEvents.body(order, sequence));
    }

    private List<DeliveryOutcome> outcomes() {
        return reports.stream()
                .filter(OutcomeBatch.class::isInstance)
                .flatMap(batch -> ((OutcomeBatch) batch).outcomes().stream())
                .toList();
    }

    private boolean outcome(int order, int sequence, Result result) {
        return outcomes().stream()
                .anyMatch(outcome -> outcome.orderRef().equals(SampleEvents.orderRef(order))
                        && outcome.sequence() == sequence
                        && outcome.result() == result);
    }

    private long parkings(int order) {
        return outcomes().stream()
                .filter(outcome ->
                        outcome.orderRef().equals(SampleEvents.orderRef(order)) && outcome.result() == Result.PARKED)
                .count();
    }

    @TestConfiguration
    static class Database {

        @Bean
        JdbcConnectionDetails database() {
            return TestDatabase.create();
        }
    }
}
