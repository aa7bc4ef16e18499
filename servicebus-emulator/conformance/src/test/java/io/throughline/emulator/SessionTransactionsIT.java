package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.SessionClients.condition;
import static io.throughline.emulator.SessionClients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import com.azure.messaging.servicebus.ServiceBusTransactionContext;
import com.azure.messaging.servicebus.models.CompleteOptions;
import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A receiver of a session completes a message and sends another, both or neither. */
class SessionTransactionsIT {

    static final String ENTITIES = """
            {"UserConfig": {"Namespaces": [{"Name": "transactions",
              "Queues": [{"Name": "steps", "Properties": {"RequiresSession": true}}, {"Name": "out"}]}]}}
            """;

    @RegisterExtension
    final BusUnderTest bus = BusUnderTest.with(ENTITIES);

    final Clients clients = new Clients(bus);
    ServiceBusSenderClient out;
    ServiceBusSessionReceiverClient sessions;

    @BeforeEach
    void hasAMessageInASession() {
        var session = clients.builder().enableCrossEntityTransactions();
        out = session.sender().queueName(bus.name("out")).buildClient();
        sessions = session.sessionReceiver()
                .queueName(bus.name("steps"))
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient();
        try (var sender = clients.toQueue("steps")) {
            send(sender, "a 1");
        }
    }

    @AfterEach
    void closes() {
        sessions.close();
        out.close();
    }

    private ServiceBusTransactionContext answering(ServiceBusReceiverClient receiver) {
        var transaction = receiver.createTransaction();
        out.sendMessage(message("answer"), transaction);
        receiver.complete(next(receiver), new CompleteOptions().setTransactionContext(transaction));
        return transaction;
    }

    /** A foreign broker counts what is locked as active. */
    private int held(String queue) {
        var counts = bus.counts(queue);
        return counts.active() + counts.locked();
    }

    @Test
    void settlesOnCommitAndNotBefore() {
        try (var a = sessions.acceptSession("a")) {
            var transaction = answering(a);
            assertThat(held("steps")).isOne();
            assertThat(bus.counts("out").active()).isZero();

            a.commitTransaction(transaction);

            assertThat(held("steps")).isZero();
            assertThat(bus.counts("out").active()).isOne();
        }
    }

    @Test
    @OwnBroker("plants a fault")
    void commitsNothingOnceTheSessionEnded() {
        try (var a = sessions.acceptSession("a")) {
            var transaction = answering(a);

            bus.own().faults().plant(Fault.of(FaultKind.EXPIRE_SESSION, "steps").in("a"));

            assertThatThrownBy(() -> a.commitTransaction(transaction))
                    .satisfies(refused -> assertThat(condition(refused)).isEqualTo("com.microsoft:session-lock-lost"));
            assertThat(bus.counts("steps").active()).isOne();
            assertThat(bus.counts("out").active()).isZero();
        }
        try (var again = sessions.acceptNextSession()) {
            assertThat(next(again).getDeliveryCount()).isOne();
        }
    }
}
