package io.throughline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.models.CompleteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed, and another one goes on with its folder. */
@OwnBroker("kills it")
class JournalledTransactionsIT {

    static final int ENOUGH = 40;

    @TempDir
    Path folder;

    Path config;
    Path data;

    @BeforeEach
    void hasThreeQueues() throws IOException {
        config = Files.writeString(
                folder.resolve("Config.json"),
                "{\"UserConfig\":{\"Namespaces\":[{\"Queues\":[{\"Name\":\"in\"},{\"Name\":\"a\"},{\"Name\":\"b\"}]}]}}");
        data = folder.resolve("data");
    }

    private static ServiceBusClientBuilder session(ChildEmulator emulator) {
        return emulator.clients().enableCrossEntityTransactions();
    }

    @Test
    void keepsWhatWasCommittedAndNothingOfWhatWasOpen() throws Exception {
        try (var emulator = ChildEmulator.start(config, data)) {
            var session = session(emulator);
            var in = session.receiver()
                    .queueName("in")
                    .maxAutoLockRenewDuration(Duration.ZERO)
                    .buildClient();
            var toIn = session.sender().queueName("in").buildClient();
            var a = session.sender().queueName("a").buildClient();
            toIn.sendMessage(Clients.message("done"));
            toIn.sendMessage(Clients.message("open"));
            var committed = in.createTransaction();
            in.complete(Clients.next(in), new CompleteOptions().setTransactionContext(committed));
            a.sendMessage(Clients.message("of done"), committed);
            in.commitTransaction(committed);
            var open = in.createTransaction();
            in.complete(Clients.next(in), new CompleteOptions().setTransactionContext(open));
            a.sendMessage(Clients.message("of open"), open);
            emulator.kill();
            in.close();
            toIn.close();
            a.close();
        }

        try (var emulator = ChildEmulator.start(config, data)) {
            assertThat(peeked(emulator, "in")).containsExactly("open");
            assertThat(peeked(emulator, "a")).containsExactly("of done");
        }
    }

    @Test
    void holdsEachTransactionWhollyOrNotAtAllWhenKilledBetween() throws Exception {
        Set<String> committed = ConcurrentHashMap.newKeySet();
        try (var emulator = ChildEmulator.start(config, data)) {
            var stopped = new AtomicReference<Throwable>();
            var working = Thread.ofPlatform().start(() -> work(emulator, committed, stopped));
            await().atMost(Duration.ofSeconds(30)).until(() -> committed.size() >= ENOUGH || stopped.get() != null);

            emulator.kill();

            working.join(Duration.ofSeconds(20));
            assertThat(stopped.get()).as("what the kill did to the client").isNotNull();
        }
        assertThat(committed).hasSizeGreaterThanOrEqualTo(ENOUGH);

        try (var emulator = ChildEmulator.start(config, data)) {
            var there = peeked(emulator, "a");

            assertThat(there).containsAll(committed);
            assertThat(peeked(emulator, "b")).isEqualTo(there);
            // The one that was under way may have been written down and not answered any more.
            assertThat(there.size()).isBetween(committed.size(), committed.size() + 1);
        }
    }

    private static void work(ChildEmulator emulator, Set<String> committed, AtomicReference<Throwable> stopped) {
        var session = session(emulator);
        try (var a = session.sender().queueName("a").buildClient();
                var b = session.sender().queueName("b").buildClient()) {
            for (var i = 0; ; i++) {
                var transaction = a.createTransaction();
                a.sendMessage(Clients.message("m" + i), transaction);
                b.sendMessage(Clients.message("m" + i), transaction);
                a.commitTransaction(transaction);
                committed.add("m" + i);
            }
        } catch (RuntimeException killed) {
            stopped.set(killed);
        }
    }

    private static Set<String> peeked(ChildEmulator emulator, String queue) {
        var ids = new TreeSet<String>();
        try (var receiver = emulator.clients().receiver().queueName(queue).buildClient()) {
            var from = 0L;
            for (var messages = receiver.peekMessages(100, from).stream().toList();
                    !messages.isEmpty();
                    messages = receiver.peekMessages(100, from).stream().toList()) {
                messages.stream().map(ServiceBusReceivedMessage::getMessageId).forEach(ids::add);
                from = messages.getLast().getSequenceNumber() + 1;
            }
        }
        return ids;
    }
}
