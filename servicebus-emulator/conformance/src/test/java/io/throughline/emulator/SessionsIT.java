package io.throughline.emulator;

import static io.throughline.emulator.Clients.next;
import static io.throughline.emulator.SessionClients.body;
import static io.throughline.emulator.SessionClients.condition;
import static io.throughline.emulator.SessionClients.message;
import static io.throughline.emulator.SessionClients.send;
import static io.throughline.emulator.SessionClients.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SessionsIT {

    static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns", "Queues": [
              {"Name": "plain"},
              {"Name": "named", "Properties": {"RequiresSession": true}},
              {"Name": "next", "Properties": {"RequiresSession": true}},
              {"Name": "idle", "Properties": {"RequiresSession": true}},
              {"Name": "states", "Properties": {"RequiresSession": true}},
              {"Name": "counted", "Properties": {"RequiresSession": true}},
              {"Name": "closed", "Properties": {"RequiresSession": true}},
              {"Name": "aside", "Properties": {"RequiresSession": true}},
              {"Name": "dead", "Properties": {"RequiresSession": true}},
              {"Name": "deleting", "Properties": {"RequiresSession": true}},
              {"Name": "front", "Properties": {"ForwardTo": "behind"}},
              {"Name": "behind", "Properties": {"RequiresSession": true}}],
              "Topics": [{"Name": "steps", "Subscriptions": [
                {"Name": "ordered", "Properties": {"RequiresSession": true}}]}]}],
              "Logging": {"Type": "File"}}}
            """;

    @RegisterExtension
    static final BusUnderTest BUS = BusUnderTest.with(CONFIG);

    final Clients clients = new Clients(BUS);
    final SessionClients sessions = new SessionClients(clients);

    @Test
    void givesTwoReceiversTheirSessionsInOrderAndRefusesAThird() {
        try (var sender = clients.toQueue("named");
                var receivers = sessions.ofQueue("named");
                var others = sessions.ofQueue("named")) {
            send(sender, "a 1", "b 1", "a 2", "b 2", "a 3");
            try (var a = receivers.acceptSession("a");
                    var b = receivers.acceptSession("b")) {
                assertThat(a.getSessionId()).isEqualTo("a");
                assertThatThrownBy(() -> others.acceptSession("a"))
                        .satisfies(held ->
                                assertThat(condition(held)).isEqualTo("com.microsoft:session-cannot-be-locked"));

                assertThat(take(b, 2)).containsExactly("b 1", "b 2");
                var taken = next(a);
                assertThat(taken.getSessionId()).isEqualTo("a");
                assertThat(taken.getDeliveryCount()).isZero();
                a.complete(taken);
                assertThat(take(a, 2)).containsExactly("a 2", "a 3");
            }
            BUS.holdsNothing("named");
        }
    }

    @Test
    void givesTheNextSessionAsSoonAsThereIsOne() {
        try (var sender = clients.toQueue("next");
                var receivers = sessions.ofQueue("next")) {
            send(sender, "first 1", "second 1");
            try (var first = receivers.acceptNextSession();
                    var second = receivers.acceptNextSession()) {
                assertThat(first.getSessionId()).isEqualTo("first");
                assertThat(take(second, 1)).containsExactly("second 1");
                assertThat(take(first, 1)).containsExactly("first 1");
            }
            var awaited = Thread.ofVirtual().unstarted(() -> {
                try (var third = receivers.acceptNextSession()) {
                    take(third, 1);
                }
            });
            awaited.start();
            send(sender, "third 1");
            BUS.holdsNothing("next");
        }
    }

    @Test
    void tellsAReceiverThatThereIsNoSessionWhenItsTimeIsOver() {
        var impatient = clients.builder()
                .retryOptions(new AmqpRetryOptions().setTryTimeout(Duration.ofSeconds(3)))
                .sessionReceiver()
                .queueName(BUS.name("idle"));
        try (var receivers = impatient.buildClient()) {
            assertThatThrownBy(receivers::acceptNextSession).hasStackTraceContaining("com.microsoft:timeout");

            try (var sender = clients.toQueue("idle")) {
                send(sender, "late 1");
            }
            try (var late = receivers.acceptNextSession()) {
                assertThat(take(late, 1)).containsExactly("late 1");
            }
        }
    }

    @Test
    @OwnBroker("counts sessions")
    void countsItsSessionsAndThoseThatAreHeld() {
        try (var sender = clients.toQueue("counted");
                var receivers = sessions.ofQueue("counted")) {
            send(sender, "a 1", "b 1", "c 1");
            try (var a = receivers.acceptSession("a");
                    var b = receivers.acceptSession("b")) {
                assertThat(BUS.counts("counted").sessions()).isEqualTo(3);
                assertThat(BUS.counts("counted").lockedSessions()).isEqualTo(2);
                take(a, 1);
                b.setSessionState(new byte[1]);
                take(b, 1);
                assertThat(BUS.counts("counted").sessions()).as("b has a state").isEqualTo(2);
            }
        }
    }

    @Test
    void keepsTheStateOfASession() {
        try (var receivers = sessions.ofQueue("states");
                var others = sessions.ofQueue("states")) {
            try (var first = receivers.acceptSession("a")) {
                assertThat(first.getSessionState()).isNull();
                first.setSessionState("half done".getBytes(StandardCharsets.UTF_8));
            }
            // Over the same connection the client may find its link that is still closing.
            try (var second = await().atMost(Clients.PATIENCE)
                    .ignoreExceptions()
                    .until(() -> others.acceptSession("a"), Objects::nonNull)) {
                assertThat(second.getSessionState())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo("half done");
                second.setSessionState(null);
                assertThat(second.getSessionState()).isNull();
            }
            BUS.holdsNothing("states");
        }
    }

    @Test
    void doesNotCountWhatAReceiverHoldsWhenItCloses() {
        try (var sender = clients.toQueue("closed");
                var receivers = sessions.ofQueue("closed")) {
            send(sender, "a 1", "a 2", "a 3");
            try (var leaving = receivers.acceptSession("a")) {
                assertThat(leaving.receiveMessages(3, Clients.PATIENCE)).isNotEmpty();
            }
            try (var abandoning = receivers.acceptNextSession()) {
                var message = next(abandoning);
                assertThat(body(message)).isEqualTo("a 1");
                assertThat(message.getDeliveryCount()).isZero();
                abandoning.abandon(message);
            }
            try (var again = receivers.acceptNextSession()) {
                var counts = Clients.take(again, 3).stream()
                        .map(ServiceBusReceivedMessage::getDeliveryCount)
                        .toList();
                assertThat(counts).containsExactly(1L, 0L, 0L);
            }
        }
    }

    @Test
    void defersSchedulesAndPeeksWithinASession() {
        try (var sender = clients.toQueue("aside");
                var receivers = sessions.ofQueue("aside");
                var receiver = receivers.acceptSession("a")) {
            send(sender, "a deferred", "b other");
            var deferred = next(receiver);
            receiver.defer(deferred);
            sender.scheduleMessage(
                    message("a scheduled"), OffsetDateTime.now(BUS.clock()).plusSeconds(2));

            assertThat(receiver.peekMessages(10).stream().map(SessionClients::body))
                    .containsExactly("a deferred", "a scheduled");
            var found = receiver.receiveDeferredMessage(deferred.getSequenceNumber());
            assertThat(body(found)).isEqualTo("a deferred");
            receiver.complete(found);
            assertThat(take(receiver, 1)).containsExactly("a scheduled");
            assertThat(receiver.peekMessage(0)).isNull();
            assertThat(BUS.counts("aside").active()).isOne();
        }
    }

    @Test
    void showsDeadLettersWithoutASession() {
        try (var sender = clients.toQueue("dead");
                var receivers = sessions.ofQueue("dead");
                var deadLetters = clients.fromDeadLetters("dead")) {
            send(sender, "a 1");
            try (var receiver = receivers.acceptNextSession()) {
                receiver.deadLetter(next(receiver));
            }

            var dead = next(deadLetters);
            assertThat(dead.getSessionId()).isEqualTo("a");
            deadLetters.complete(dead);
            BUS.holdsNothing("dead");
        }
    }

    @Test
    void handsOverForGood() {
        try (var sender = clients.toQueue("deleting");
                var receivers = sessions.ofQueue("deleting", ServiceBusReceiveMode.RECEIVE_AND_DELETE);
                var receiver = receivers.acceptSession("a")) {
            send(sender, "a 1", "a 2");

            assertThat(List.of(body(next(receiver)), body(next(receiver)))).containsExactly("a 1", "a 2");
        }
        BUS.holdsNothing("deleting");
    }

    @Test
    void forwardsAMessageWithItsSession() {
        try (var sender = clients.toQueue("front");
                var receivers = sessions.ofQueue("behind")) {
            send(sender, "a 1");

            try (var receiver = receivers.acceptNextSession()) {
                assertThat(receiver.getSessionId()).isEqualTo("a");
                assertThat(take(receiver, 1)).containsExactly("a 1");
            }
        }
    }

    @Test
    void givesASubscriptionItsSessionsAndBuriesWhatHasNone() {
        try (var sender = clients.toTopic("steps");
                var receivers = sessions.ofSubscription("steps", "ordered")) {
            send(sender, "a 1");
            sender.sendMessage(Clients.message("none"));

            try (var receiver = receivers.acceptNextSession()) {
                assertThat(take(receiver, 1)).containsExactly("a 1");
            }
            assertThat(BUS.counts("steps/subscriptions/ordered").deadLettered()).isOne();
        }
    }

    @Test
    void refusesReceiversAndMessagesThatDoNotFit() {
        try (var sender = clients.toQueue("named");
                var withoutSession = clients.fromQueue("named");
                var withSession = sessions.ofQueue("plain")) {
            assertThatThrownBy(() -> sender.sendMessage(Clients.message("none")))
                    .hasMessageContaining("only messages with a session id");
            assertThatThrownBy(() -> next(withoutSession)).hasStackTraceContaining("sessions, and the receiver none");
            assertThatThrownBy(() -> withSession.acceptSession("a"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("has no sessions");
            assertThatThrownBy(withSession::acceptNextSession)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("has no sessions");
        }
    }
}
