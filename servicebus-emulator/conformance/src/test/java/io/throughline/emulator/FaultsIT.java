package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import io.throughline.emulator.faults.AmqpError;
import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import io.throughline.emulator.junit.EmulatorExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@OwnBroker("plants faults")
class FaultsIT {

    static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Queues": [
              {"Name": "plain"}, {"Name": "lost"}, {"Name": "expired"}, {"Name": "refused"},
              {"Name": "distinct", "Properties": {"RequiresDuplicateDetection": true}}],
              "Topics": [{"Name": "silent", "Subscriptions": [{"Name": "reader"}]}]}],
              "Logging": {"Type": "File"}}}
            """;
    static final String SILENT = "silent/subscriptions/reader";
    static final Duration LIMIT = Duration.ofSeconds(40);

    @RegisterExtension
    static final EmulatorExtension EMULATOR = EmulatorExtension.withConfig(CONFIG);

    final Emulator emulator = EMULATOR.emulator();
    final Clients clients = new Clients(emulator);
    final FaultyBus bus = new FaultyBus(emulator);
    final List<String> received = new CopyOnWriteArrayList<>();

    @AfterEach
    void endAll() {
        emulator.faults().endAll();
    }

    private ServiceBusProcessorClient subscriber() {
        return clients.builder()
                .processor()
                .topicName("silent")
                .subscriptionName("reader")
                .processMessage(
                        context -> received.add(context.getMessage().getBody().toString()))
                .processError(error -> {})
                .buildProcessorClient();
    }

    private ServiceBusClientBuilder impatient() {
        return clients.builder()
                .retryOptions(new AmqpRetryOptions()
                        .setMaxRetries(2)
                        .setDelay(Duration.ofMillis(100))
                        .setTryTimeout(Duration.ofSeconds(2)));
    }

    @Test
    void aSendWhoseAnswerIsLostWasTakenAndDuplicateDetectionRecognisesItsRepetition() {
        emulator.faults().plant(Fault.of(FaultKind.LOSE_SEND_ANSWERS, "distinct"));

        try (var sender = impatient().sender().queueName("distinct").buildClient()) {
            Clients.sendUntilTaken(sender, "once");
        }

        assertThat(emulator.faults().active()).isEmpty();
        assertThat(emulator.entity("distinct").active()).isEqualTo(1);
    }

    @Test
    void aSettlementWhoseAnswerIsLostIsDoneAllTheSame() {
        try (var sender = clients.toQueue("lost");
                var receiver = impatient().receiver().queueName("lost").buildClient()) {
            sender.sendMessage(message("settled"));
            var message = next(receiver);
            emulator.faults().plant(Fault.of(FaultKind.LOSE_SETTLEMENT_ANSWERS, "lost"));

            assertThatThrownBy(() -> receiver.complete(message)).isInstanceOf(ServiceBusException.class);

            assertThat(bus.held("lost")).isZero();
            sender.sendMessage(message("next"));
            assertThat(next(receiver).getMessageId()).isEqualTo("next");
        }
    }

    @Test
    void aMessageWhoseLockExpiresEarlyComesAgain() {
        try (var sender = clients.toQueue("expired");
                var receiver = clients.fromQueue("expired")) {
            sender.sendMessage(message("held"));
            var message = next(receiver);

            assertThat(emulator.faults()
                            .plant(Fault.of(FaultKind.EXPIRE_LOCKS, "expired"))
                            .hits())
                    .isEqualTo(1);

            assertThatThrownBy(() -> receiver.complete(message)).satisfies(this::saysTheLockIsLost);
            var again = next(receiver);
            assertThat(again.getMessageId()).isEqualTo("held");
            assertThat(again.getDeliveryCount()).isEqualTo(1);
            receiver.complete(again);
        }
    }

    private void saysTheLockIsLost(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        refused ->
                                assertThat(refused.getReason()).isEqualTo(ServiceBusFailureReason.MESSAGE_LOCK_LOST));
    }

    @Test
    void aSendIsRefusedWithTheErrorOfChoiceAndNotTaken() {
        emulator.faults().plant(Fault.of(FaultKind.REFUSE_SENDS, "refused").because(AmqpError.ENTITY_DISABLED));
        try (var sender = clients.toQueue("refused")) {
            assertThatThrownBy(() -> sender.sendMessage(message("no")))
                    .isInstanceOfSatisfying(
                            ServiceBusException.class,
                            refused -> assertThat(refused.getReason())
                                    .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_DISABLED));
            assertThat(bus.held("refused")).isZero();

            sender.sendMessage(message("yes"));
            assertThat(bus.held("refused")).isEqualTo(1);
        }
    }

    @Test
    void aSilentLinkStaysAttachedAndGetsNothingUntilTheSilenceEnds() {
        try (var processor = subscriber();
                var another = clients.fromSubscription("silent", "reader");
                var sender = clients.toTopic("silent")) {
            processor.start();
            sender.sendMessage(message("before"));
            await().atMost(LIMIT).until(() -> received.contains("before") && bus.held(SILENT) == 0);
            var silence =
                    emulator.faults().plant(Fault.of(FaultKind.SILENCE, SILENT).lasting(Duration.ofMinutes(5)));

            sender.sendMessage(message("elsewhere"));
            await().atMost(LIMIT).until(() -> bus.hits(silence) == 1);
            another.complete(next(another));
            assertThat(received).containsExactly("before");

            assertThat(emulator.faults().end(silence.id())).isTrue();
            sender.sendMessage(message("after"));
            await().atMost(LIMIT).until(() -> received.contains("after"));
        }
    }

    @Test
    void latencyHoldsBackManagementToo() {
        try (var sender = clients.toQueue("plain");
                var receiver = clients.fromQueue("plain")) {
            sender.sendMessage(message("seen"));
            assertThat(receiver.peekMessage()).isNotNull();
            emulator.faults()
                    .plant(Fault.of(FaultKind.LATENCY, "plain").times(1).by(Duration.ofSeconds(1)));

            var before = System.nanoTime();
            assertThat(receiver.peekMessage(0)).isNotNull();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(900));
            assertThat(emulator.faults().active()).isEmpty();
        }
    }

    @Test
    void aFaultEndsByItselfAndEarlierWhenAsked() {
        var faults = emulator.faults();
        faults.plant(Fault.of(FaultKind.LATENCY, "plain").lasting(Duration.ofMillis(100)));
        var longer = faults.plant(Fault.of(FaultKind.LATENCY, "plain").lasting(Duration.ofMinutes(1)));

        await().atMost(LIMIT).until(() -> faults.active().size() == 1);

        assertThat(faults.active()).extracting(planted -> planted.id()).containsExactly(longer.id());
        assertThat(faults.end(longer.id())).isTrue();
        assertThat(faults.end(longer.id())).isFalse();
        assertThat(faults.active()).isEmpty();
    }

    @Test
    void aFaultWithoutBoundOrEntityIsRefused() {
        var silence = Fault.of(FaultKind.SILENCE, "plain");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> silence.times(0))
                .withMessageContaining("'count' is 1 to");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> silence.lasting(Duration.ofDays(1)))
                .withMessageContaining("at most PT1H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.faults().plant(Fault.of(FaultKind.SILENCE, "nowhere")))
                .withMessageContaining("'entity' is one of")
                .withMessageContaining("plain");
    }
}
