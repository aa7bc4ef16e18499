package io.throughline.emulator;

import static io.throughline.emulator.Clients.message;
import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.SessionClients.condition;
import static io.throughline.emulator.SessionClients.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import com.azure.messaging.servicebus.ServiceBusTransactionContext;
import com.azure.messaging.servicebus.models.CompleteOptions;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receiver of a session completes a message and sends another, both or neither. */
class SessionTransactionsIT {

    static final String ENTITIES = """
            {"UserConfig": {"Namespaces": [{"Name": "transactions",
              "Queues": [{"Name": "steps", "Properties": {"RequiresSession": true}}, {"Name": "out"}]}]}}
            """;

    final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.withConfig(ENTITIES));
    final Clients clients = new Clients(emulator);
    final ServiceBusClientBuilder session = clients.builder().enableCrossEntityTransactions();
    final ServiceBusSenderClient out = session.sender().queueName("out").buildClient();
    final ServiceBusSessionReceiverClient sessions = session.sessionReceiver()
            .queueName("steps")
            .maxAutoLockRenewDuration(Duration.ZERO)
            .buildClient();

    @BeforeEach
    void hasAMessageInASession() {
        try (var sender = clients.toQueue("steps")) {
            send(sender, "a 1");
        }
    }

    @AfterEach
    void closes() {
        sessions.close();
        out.close();
        emulator.close();
    }

    private ServiceBusTransactionContext answering(ServiceBusReceiverClient receiver) {
        var transaction = receiver.createTransaction();
        out.sendMessage(message("answer"), transaction);
        receiver.complete(next(receiver), new CompleteOptions().setTransactionContext(transaction));
        return transaction;
    }

    private EntityCounts steps() {
        return emulator.entity("steps");
    }

    @Test
    void settlesOnCommitAndNotBefore() {
        try (var a = sessions.acceptSession("a")) {
            var transaction = answering(a);
            assertThat(steps().locked()).isOne();
            assertThat(emulator.entity("out").active()).isZero();

            a.commitTransaction(transaction);

            assertThat(steps()).isEqualTo(new EntityCounts("steps", 0, 0, 0, 0, 0, 0, 0, 1));
            assertThat(emulator.entity("out").active()).isOne();
        }
    }

    @Test
    void commitsNothingOnceTheSessionEnded() {
        try (var a = sessions.acceptSession("a")) {
            var transaction = answering(a);

            emulator.faults().plant(Fault.of(FaultKind.EXPIRE_SESSION, "steps").in("a"));

            assertThatThrownBy(() -> a.commitTransaction(transaction))
                    .satisfies(refused -> assertThat(condition(refused)).isEqualTo("com.microsoft:session-lock-lost"));
            assertThat(steps().active()).isOne();
            assertThat(emulator.entity("out").active()).isZero();
        }
        try (var again = sessions.acceptNextSession()) {
            assertThat(next(again).getDeliveryCount()).isOne();
        }
    }
}
