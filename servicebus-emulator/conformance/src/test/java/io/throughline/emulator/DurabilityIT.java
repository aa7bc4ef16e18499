package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.administration.models.CreateQueueOptions;
import com.azure.messaging.servicebus.administration.models.CreateRuleOptions;
import com.azure.messaging.servicebus.administration.models.EntityStatus;
import com.azure.messaging.servicebus.administration.models.SqlRuleFilter;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import com.azure.messaging.servicebus.models.SubQueue;
import io.throughline.emulator.amqp.Broker;
import io.throughline.emulator.amqp.SharedAccessKey;
import io.throughline.emulator.core.Change;
import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.Journal;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.Timers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OwnBroker("kills it")
class DurabilityIT {

    static final int ENOUGH = 1000;
    static final int BATCH = 20;

    @TempDir
    Path folder;

    Path config;
    Path data;

    final Set<String> tried = ConcurrentHashMap.newKeySet();
    final Set<String> accepted = ConcurrentHashMap.newKeySet();
    final Set<String> settling = ConcurrentHashMap.newKeySet();
    final Set<String> completed = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void hasTwoQueues() throws IOException {
        config = Files.writeString(
                folder.resolve("Config.json"),
                "{\"UserConfig\":{\"Namespaces\":[{\"Queues\":[{\"Name\":\"load\"},{\"Name\":\"states\"}]}]}}");
        data = folder.resolve("data");
    }

    @Test
    void losesNothingItAcceptedAndReturnsNothingItSawCompletedWhenKilledUnderLoad() throws Exception {
        try (var emulator = ChildEmulator.start(config, data)) {
            underLoad(emulator);
        }

        try (var emulator = ChildEmulator.start(config, data)) {
            var returned = drain(emulator);

            assertThat(minus(minus(accepted, returned), settling)).as("lost").isEmpty();
            assertThat(minus(completed, minus(completed, returned)))
                    .as("back again")
                    .isEmpty();
            assertThat(tried).as("sent").containsAll(returned);
            assertThat(returned).as("waiting when it was killed").isNotEmpty();
        }
    }

    private void underLoad(ChildEmulator emulator) throws InterruptedException {
        var trouble = new AtomicReference<Throwable>();
        var refused = new AtomicReference<Throwable>();
        try (var sender = emulator.clients().sender().queueName("load").buildClient();
                var receiver = emulator.clients()
                        .receiver()
                        .queueName("load")
                        .prefetchCount(50)
                        .disableAutoComplete()
                        .buildAsyncClient()) {
            var sending = Thread.ofPlatform().start(() -> send(sender, refused));
            var receiving = receiver.receiveMessages()
                    .doOnNext(message -> settling.add(message.getMessageId()))
                    .flatMap(message -> receiver.complete(message).thenReturn(message.getMessageId()), 20)
                    .subscribe(completed::add, trouble::set);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> completed.size() > ENOUGH && accepted.size() > completed.size() + BATCH);

            assertThat(trouble.get()).as("before the kill").isNull();
            emulator.kill();

            sending.join(Duration.ofSeconds(10));
            receiving.dispose();
        }
        assertThat(refused.get()).as("what the kill did to the sender").isNotNull();
    }

    private void send(ServiceBusSenderClient sender, AtomicReference<Throwable> refused) {
        try {
            for (var batch = 0; ; batch++) {
                var first = batch * BATCH;
                var messages = IntStream.range(first, first + BATCH)
                        .mapToObj(i -> Clients.message("m" + i))
                        .toList();
                messages.forEach(message -> tried.add(message.getMessageId()));
                sender.sendMessages(messages);
                messages.forEach(message -> accepted.add(message.getMessageId()));
            }
        } catch (RuntimeException killed) {
            refused.set(killed);
        }
    }

    private static Set<String> drain(ChildEmulator emulator) {
        var returned = new HashSet<String>();
        try (var receiver = emulator.clients()
                .receiver()
                .queueName("load")
                .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
                .buildClient()) {
            var before = -1;
            while (returned.size() > before) {
                before = returned.size();
                receiver.receiveMessages(100, Duration.ofSeconds(2)).stream()
                        .map(ServiceBusReceivedMessage::getMessageId)
                        .forEach(returned::add);
            }
        }
        return returned;
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    @Test
    void answersNothingThatItCouldNotWriteDown() throws IOException {
        var namespace = new Namespace(new Timers(Clock.systemUTC()), Limits.DEFAULT, new FullDisk());
        namespace.add(new QueueDefinition("states", QueueSettings.DEFAULT));
        var key = new SharedAccessKey("name", "c2VjcmV0");
        try (var broker = Broker.start(
                        new Broker.Parts(namespace, key), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var sender = new ServiceBusClientBuilder()
                        .connectionString("Endpoint=sb://127.0.0.1:" + broker.port()
                                + ";SharedAccessKeyName=name;SharedAccessKey=c2VjcmV0;UseDevelopmentEmulator=true")
                        .retryOptions(new AmqpRetryOptions().setMaxRetries(0).setTryTimeout(Duration.ofSeconds(5)))
                        .sender()
                        .queueName("states")
                        .buildClient()) {
            assertThatThrownBy(() -> sender.sendMessage(Clients.message("a"))).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> broker.ask(Namespace::counts)).hasMessageContaining("is stopped");
        }
    }

    /** Takes nothing. */
    private static final class FullDisk implements Journal {
        private boolean asked;

        @Override
        public void add(Change change) {
            asked = true;
        }

        @Override
        public void commit() {
            if (asked) {
                throw new UncheckedIOException(new IOException("No space left"));
            }
        }

        @Override
        public void restore(Namespace namespace) {}

        @Override
        public void close() {}
    }

    @Test
    void keepsEveryMessageInItsStateWithItsNumberTimeAndDeliveryCount() throws Exception {
        long scheduled;
        ServiceBusReceivedMessage deferred;
        ServiceBusReceivedMessage buried;
        ServiceBusReceivedMessage locked;
        try (var emulator = ChildEmulator.start(config, data)) {
            var sender = emulator.clients().sender().queueName("states").buildClient();
            var receiver = receiver(emulator);
            scheduled = sender.scheduleMessage(
                    Clients.message("scheduled"),
                    OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
            sender.sendMessage(Clients.message("deferred"));
            deferred = Clients.next(receiver);
            receiver.defer(deferred);
            sender.sendMessage(Clients.message("buried"));
            buried = Clients.next(receiver);
            receiver.deadLetter(buried);
            sender.sendMessage(Clients.message("locked"));
            receiver.abandon(Clients.next(receiver));
            receiver.abandon(Clients.next(receiver));
            locked = Clients.next(receiver);
            emulator.kill();
            receiver.close();
            sender.close();
        }

        try (var emulator = ChildEmulator.start(config, data);
                var receiver = receiver(emulator);
                var dead = emulator.clients()
                        .receiver()
                        .queueName("states")
                        .subQueue(SubQueue.DEAD_LETTER_QUEUE)
                        .buildClient()) {
            var again = Clients.next(receiver);
            assertThat(again.getDeliveryCount())
                    .isEqualTo(locked.getDeliveryCount())
                    .isEqualTo(2);
            same(again, locked);
            same(receiver.receiveDeferredMessage(deferred.getSequenceNumber()), deferred);
            same(Clients.next(dead), buried);
            assertThat(receiver.peekMessage(scheduled).getMessageId()).isEqualTo("scheduled");
        }
    }

    @Test
    void keepsEntitiesThatWereMadeChangedAndRemovedWhileItRanWithWhatTheyHold() throws Exception {
        try (var emulator = ChildEmulator.start(config, data)) {
            var administration = emulator.administration();
            administration.createQueue("made", new CreateQueueOptions().setMaxDeliveryCount(4));
            administration.createTopic("news");
            administration.createSubscription("news", "audit");
            administration.createRule("news", "big", "audit", new CreateRuleOptions(new SqlRuleFilter("size > 3")));
            administration.deleteRule("news", "audit", "$Default");
            var changed = administration.getQueue("states").setLockDuration(Duration.ofSeconds(17));
            administration.updateQueue(changed.setStatus(EntityStatus.SEND_DISABLED));
            administration.deleteQueue("load");
            try (var sender = emulator.clients().sender().queueName("made").buildClient()) {
                sender.sendMessage(Clients.message("kept"));
            }
            emulator.kill();
        }

        try (var emulator = ChildEmulator.start(config, data);
                var receiver = emulator.clients().receiver().queueName("made").buildClient()) {
            var administration = emulator.administration();
            assertThat(Clients.next(receiver).getMessageId()).isEqualTo("kept");
            assertThat(administration.getQueue("made").getMaxDeliveryCount()).isEqualTo(4);
            assertThat(administration.listRules("news", "audit"))
                    .singleElement()
                    .satisfies(rule -> assertThat(((SqlRuleFilter) rule.getFilter()).getSqlExpression())
                            .isEqualTo("size > 3"));
            assertThat(administration.getQueue("states").getLockDuration()).isEqualTo(Duration.ofSeconds(17));
            assertThat(administration.getQueue("states").getStatus()).isEqualTo(EntityStatus.SEND_DISABLED);
            assertThat(administration.getQueueExists("load")).isFalse();
        }
    }

    private static void same(ServiceBusReceivedMessage after, ServiceBusReceivedMessage before) {
        assertThat(after.getMessageId()).isEqualTo(before.getMessageId());
        assertThat(after.getSequenceNumber()).isEqualTo(before.getSequenceNumber());
        assertThat(after.getEnqueuedTime()).isEqualTo(before.getEnqueuedTime());
        assertThat(after.getBody().toBytes()).isEqualTo(before.getBody().toBytes());
    }

    private static ServiceBusReceiverClient receiver(ChildEmulator emulator) {
        return emulator.clients()
                .receiver()
                .queueName("states")
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient();
    }
}
