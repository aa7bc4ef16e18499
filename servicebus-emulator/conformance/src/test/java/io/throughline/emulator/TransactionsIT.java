package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.Clients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusTransactionContext;
import com.azure.messaging.servicebus.models.AbandonOptions;
import com.azure.messaging.servicebus.models.CompleteOptions;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.DeferOptions;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.core.MovedClock;
import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All clients of a test are of one builder, and so of one AMQP session: there, transactions reach across entities. */
class TransactionsIT {

    static final String ENTITIES = """
            {"UserConfig": {"Namespaces": [{"Name": "transactions",
              "Queues": [{"Name": "in", "Properties": {"LockDuration": "PT20S"}}, {"Name": "out"}],
              "Topics": [{"Name": "orders", "Subscriptions": [{"Name": "all"}]}]}]}}
            """;

    /** As long as a lock. */
    static final Duration LOCK = Duration.ofSeconds(20);

    @RegisterExtension
    final BusUnderTest bus = BusUnderTest.with(
            EmulatorOptions.DEFAULT.withClock(new MovedClock()).withConfig(ENTITIES));

    ServiceBusReceiverClient in;
    ServiceBusSenderClient toIn;
    ServiceBusSenderClient out;
    ServiceBusSenderClient orders;

    @BeforeEach
    void opens() {
        var session = new Clients(bus).builder().enableCrossEntityTransactions();
        in = session.receiver()
                .queueName(bus.name("in"))
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient();
        toIn = session.sender().queueName(bus.name("in")).buildClient();
        out = session.sender().queueName(bus.name("out")).buildClient();
        orders = session.sender().topicName(bus.name("orders")).buildClient();
    }

    @AfterEach
    void closes() {
        in.close();
        toIn.close();
        out.close();
        orders.close();
    }

    private EntityCounts counts(String entity) {
        return bus.counts(entity);
    }

    /** A foreign broker counts what is locked as active. */
    private int held() {
        return counts("in").active() + counts("in").locked();
    }

    private ServiceBusReceivedMessage held(String body) {
        toIn.sendMessage(message(body));
        return next(in);
    }

    private void complete(ServiceBusReceivedMessage held, ServiceBusTransactionContext transaction) {
        in.complete(held, new CompleteOptions().setTransactionContext(transaction));
    }

    @Test
    void doesOnCommitAllThatWasSentAndSettledWhateverTheEntity() {
        var held = held("order");
        var transaction = in.createTransaction();
        out.sendMessage(message("one"), transaction);
        out.sendMessages(List.of(message("two"), message("three")), transaction);
        orders.sendMessage(message("event"), transaction);
        var number = out.scheduleMessage(
                message("later"),
                OffsetDateTime.ofInstant(bus.clock().instant().plusSeconds(600), ZoneOffset.UTC),
                transaction);
        complete(held, transaction);
        bus.holdsNothing("out");
        assertThat(counts("orders/subscriptions/all").active()).isZero();
        assertThat(held()).isOne();

        in.commitTransaction(transaction);

        bus.holdsNothing("in");
        assertThat(counts("orders/subscriptions/all").active()).isOne();
        assertThat(counts("out").active()).isEqualTo(3);
        out.cancelScheduledMessage(number);
        try (var receiver = new Clients(bus).fromQueue("out")) {
            assertThat(take(receiver, 3))
                    .extracting(ServiceBusReceivedMessage::getMessageId)
                    .containsExactly("one", "two", "three");
        }
        bus.holdsNothing("out");
    }

    @Test
    void dropsOnRollbackAllThatWasSentAndKeepsTheLockUntilItEnds() {
        var held = held("order");
        var transaction = in.createTransaction();
        out.sendMessage(message("one"), transaction);
        complete(held, transaction);

        in.rollbackTransaction(transaction);

        bus.holdsNothing("out");
        assertThat(held()).isOne();
        bus.pass(LOCK);
        assertThat(next(in).getDeliveryCount()).isOne();
    }

    @Test
    void settlesInEveryWayAndByManagementToo() {
        toIn.sendMessages(IntStream.range(0, 5).mapToObj(i -> message("m" + i)).toList());
        var deferred = next(in);
        in.defer(deferred);
        var transaction = in.createTransaction();
        complete(next(in), transaction);
        in.abandon(
                next(in),
                new AbandonOptions().setTransactionContext(transaction).setPropertiesToModify(Map.of("why", "busy")));
        in.defer(next(in), new DeferOptions().setTransactionContext(transaction));
        in.deadLetter(
                next(in),
                new DeadLetterOptions().setTransactionContext(transaction).setDeadLetterReason("poison"));
        // What was deferred is not of a link: it is settled by management.
        complete(in.receiveDeferredMessage(deferred.getSequenceNumber()), transaction);
        assertThat(held()).isEqualTo(5);

        in.commitTransaction(transaction);

        assertThat(counts("in").deadLettered()).isOne();
        assertThat(in.peekMessages(10))
                .extracting(ServiceBusReceivedMessage::getState)
                .containsExactly(ServiceBusMessageState.ACTIVE, ServiceBusMessageState.DEFERRED);
        var again = next(in);
        assertThat(again.getMessageId()).isEqualTo("m2");
        assertThat(again.getDeliveryCount()).isOne();
        assertThat(again.getApplicationProperties()).containsEntry("why", "busy");
    }

    @Test
    void doesNothingWhenALockEndedBeforeTheCommit() {
        var held = held("order");
        var transaction = in.createTransaction();
        out.sendMessage(message("one"), transaction);
        complete(held, transaction);
        bus.pass(LOCK);

        assertThatThrownBy(() -> in.commitTransaction(transaction))
                .hasMessageContaining("The lock supplied is invalid.");

        bus.holdsNothing("out");
        assertThat(counts("in").active()).isOne();
    }

    @Test
    @OwnBroker("drops connections")
    void dropsWhatIsOpenWhenTheConnectionIsLost() {
        var held = held("order");
        var transaction = in.createTransaction();
        out.sendMessage(message("one"), transaction);
        complete(held, transaction);

        bus.own().dropConnections();

        bus.holdsNothing("out");
        assertThat(held()).isOne();
        assertThatThrownBy(() -> in.commitTransaction(transaction)).isInstanceOf(RuntimeException.class);
        Clients.sendUntilTaken(out, "after");
        assertThat(counts("out").active()).isOne();
    }

    @Test
    @OwnBroker("compares its words")
    void knowsNoTransactionThatEnded() {
        var transaction = out.createTransaction();
        out.commitTransaction(transaction);

        assertThatThrownBy(() -> out.commitTransaction(transaction)).hasMessageContaining("No transaction '");
        // The SDK overlooks that this one is refused.
        out.sendMessage(message("lost"), transaction);
        var held = held("order");
        assertThatThrownBy(() -> complete(held, transaction)).hasMessageContaining("No transaction '");
        bus.holdsNothing("out");
        assertThat(held()).isOne();
    }

    @Test
    void rollsBackWhatTakesLongerThanTwoMinutes() {
        var transaction = out.createTransaction();
        out.sendMessage(message("one"), transaction);
        bus.pass(Duration.ofMinutes(2));
        await().atMost(Clients.PATIENCE).until(() -> counts("out").active() == 0);

        assertThatThrownBy(() -> out.commitTransaction(transaction)).hasMessageContaining("No transaction '");

        bus.holdsNothing("out");
    }

    @Test
    void holdsAHundredMessages() {
        var transaction = out.createTransaction();
        out.sendMessages(IntStream.range(0, 99).mapToObj(i -> message("m" + i)).toList(), transaction);
        out.sendMessage(message("m99"), transaction);

        out.commitTransaction(transaction);

        assertThat(counts("out").active()).isEqualTo(100);
    }

    @Test
    void doesNothingWhenMoreThanAHundredMessagesWereSent() {
        var transaction = out.createTransaction();
        out.sendMessages(IntStream.range(0, 100).mapToObj(i -> message("m" + i)).toList(), transaction);
        // The SDK overlooks that this one is refused.
        out.sendMessage(message("m100"), transaction);

        assertThatThrownBy(() -> out.commitTransaction(transaction)).hasMessageContaining("no more than 100 messages");

        bus.holdsNothing("out");
    }

    @Test
    @OwnBroker("plants a fault")
    void doesNothingWhenASendMetAFault() {
        var transaction = out.createTransaction();
        out.sendMessage(message("taken"), transaction);
        bus.own().faults().plant(Fault.of(FaultKind.BUSY_SENDS, "out"));
        out.sendMessage(message("refused"), transaction);

        assertThatThrownBy(() -> out.commitTransaction(transaction)).hasMessageContaining("A send met a fault");

        bus.holdsNothing("out");
    }

    @Test
    @OwnBroker("has a limit of its own")
    void opensAHundredTransactionsAndNoMore() {
        for (var i = 0; i < 100; i++) {
            out.createTransaction();
        }

        assertThatThrownBy(out::createTransaction).hasMessageContaining("100 are open here");
    }
}
