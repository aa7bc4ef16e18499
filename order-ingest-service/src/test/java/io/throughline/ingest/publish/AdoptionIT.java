package io.throughline.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.events.Topology;
import io.throughline.events.command.AdoptIntegration;
import io.throughline.events.command.Beginning;
import io.throughline.events.command.Command;
import io.throughline.events.outcome.AdoptionRequested;
import io.throughline.events.outcome.OutcomeMessage;
import io.throughline.ingest.Fixtures;
import io.throughline.ingest.StorefrontClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Integrations that are new, over a real AMQP broker and a real log. */
@ReplayTest
class AdoptionIT {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final long ORDER_ID = 9_007_199_254_740_993L;
    static final String ORDER_KEY = "shopify:demo-shop:" + ORDER_ID;
    static final String LOYALTY = "loyalty-adapter";
    static final String RETURNS = "returns-adapter";

    @Autowired
    Receivers receivers;

    @Autowired
    BatchPublisher publisher;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    final List<AdoptIntegration> answers = new CopyOnWriteArrayList<>();
    final List<String> sentAgain = new CopyOnWriteArrayList<>();
    final List<String> live = new CopyOnWriteArrayList<>();
    List<BatchReceiver> open = List.of();

    @BeforeEach
    void listen() {
        open = List.of(
                receivers.subscribe(Topology.COMMANDS, "spy", batch -> {
                    batch.stream()
                            .filter(message -> message.subject().equals(Optional.of("adopt-integration")))
                            .forEach(message -> answers.add(
                                    (AdoptIntegration) Json.mapper().readValue(message.body(), Command.class)));
                    return List.of();
                }),
                receivers.subscribe(Topology.ORDERS, "spy", batch -> {
                    batch.stream()
                            .filter(message ->
                                    message.property(Topology.ORDER_KEY).equals(Optional.of(ORDER_KEY)))
                            .forEach(message -> (message.property(Topology.TARGET)
                                                    .isPresent()
                                            ? sentAgain
                                            : live)
                                    .add(message.property(Topology.ORDER_SEQUENCE)
                                            .orElseThrow()));
                    return List.of();
                }));
        jdbc.sql("delete from adoption").update();
    }

    @AfterEach
    void close() {
        open.forEach(BatchReceiver::close);
    }

    @Test
    void whoAsksIsToldAPointThatNeverMovesWhateverItWishesLater() {
        ask(RETURNS, Beginning.NOW);
        ask(RETURNS, Beginning.FIRST_EVENT);
        await().atMost(PATIENCE).until(() -> answersTo(RETURNS).size() == 2);

        AdoptIntegration first = answersTo(RETURNS).getFirst();
        assertThat(first.point().version()).isEqualTo(7);
        assertThat(first.beginning()).isEqualTo(Beginning.NOW);
        assertThat(first.backfilling()).isFalse();
        assertThat(answersTo(RETURNS)).containsOnly(first);
        assertThat(jdbc.sql("select count(*) from replay where target = 'returns-adapter'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoWantsAllOrdersGetsWhatTheLogHoldsAndIsToldWhenThatIsOver() {
        byte[] body = Fixtures.body(Fixtures.SHOPIFY_FULL, order -> order.put("id", ORDER_ID));
        new StorefrontClient(port).send("orders/updated", body);
        await().atMost(PATIENCE).until(() -> live.size() == 5);

        ask(LOYALTY, Beginning.FIRST_EVENT);

        await().atMost(PATIENCE).until(() -> sentAgain.size() == 5);
        await().atMost(PATIENCE).until(() -> replayState().equals("done"));
        ask(LOYALTY, Beginning.FIRST_EVENT);
        await().atMost(PATIENCE).until(() -> answersTo(LOYALTY).size() == 2);
        assertThat(sentAgain).containsExactly("1", "2", "3", "4", "5");
        assertThat(answersTo(LOYALTY)).extracting(AdoptIntegration::backfilling).containsExactly(true, false);
        assertThat(answersTo(LOYALTY)).extracting(AdoptIntegration::revision).containsExactly(1L, 2L);
        assertThat(answersTo(LOYALTY).getFirst().point())
                .isEqualTo(answersTo(LOYALTY).getLast().point());
    }

    @Test
    void aNameThatIsNoneKeepsNobodyWaiting() {
        ask("Nobody's module", Beginning.NOW);
        ask(RETURNS, Beginning.NOW);

        await().atMost(PATIENCE).until(() -> answersTo(RETURNS).size() == 1);
        assertThat(answers).hasSize(1);
    }

    private String replayState() {
        return jdbc.sql("select state from replay where target = 'loyalty-adapter'")
                .query(String.class)
                .single();
    }

    private List<AdoptIntegration> answersTo(String integration) {
        return answers.stream()
                .filter(answer -> answer.integration().equals(integration))
                .toList();
    }

    private void ask(String integration, Beginning beginning) {
        AdoptionRequested question = new AdoptionRequested(integration, "0", Instant.EPOCH, beginning);
        publisher.publish(
                Topology.OUTCOMES,
                List.of(new OutboundMessage(
                        UUID.randomUUID().toString(),
                        "AdoptionRequested",
                        integration,
                        "application/json",
                        Map.of(),
                        Json.mapper().writerFor(OutcomeMessage.class).writeValueAsBytes(question))));
    }
}
