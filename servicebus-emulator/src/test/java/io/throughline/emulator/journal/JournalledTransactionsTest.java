package io.throughline.emulator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.MovedClock;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.Timers;
import io.throughline.emulator.core.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalledTransactionsTest {

    static final List<String> QUEUES = List.of("in", "a", "b");

    final MovedClock clock = new MovedClock();

    @TempDir
    Path folder;

    private Namespace open() {
        var namespace = new Namespace(new Timers(clock), Limits.DEFAULT, FileJournal.open(JournalOptions.in(folder)));
        namespace.journal().restore(namespace);
        namespace.configure(
                QUEUES.stream()
                        .map(queue -> new QueueDefinition(queue, QueueSettings.DEFAULT))
                        .toList(),
                List.of());
        return namespace;
    }

    private Path segment() {
        return folder.resolve("journal-1");
    }

    private static List<Integer> sizes(Namespace namespace) {
        return QUEUES.stream()
                .map(queue -> namespace.source(queue).peek(0, 100).size())
                .toList();
    }

    @Test
    void isThereWhollyOrNotAtAllWhereverTheFileWasCutOff() throws IOException {
        var namespace = open();
        namespace.destination("in").submit(List.of(Sample.message("m")));
        namespace.journal().commit();
        var taker = new Taker(1, true);
        namespace.source("in").store().add(taker);
        var transactions = new Transactions(namespace);
        var id = transactions.declare(this);
        var transaction = transactions.get(id);
        transaction.send(namespace.destination("a"), List.of(Sample.message("a1"), Sample.message("a2")));
        transaction.send(namespace.destination("b"), List.of(Sample.message("b")));
        var token = taker.taken.getFirst().lockToken().orElseThrow();
        transaction.settle(namespace.source("in").store(), token, new Settlement.Complete());
        namespace.journal().commit();
        var before = (int) Files.size(segment());
        transactions.commit(id);
        namespace.journal().close();
        var whole = Files.readAllBytes(segment());
        assertThat(whole.length).isGreaterThan(before);

        for (var length = before; length <= whole.length; length += length < whole.length - 23 ? 23 : 1) {
            Files.write(segment(), Arrays.copyOf(whole, length));
            var replayed = open();
            assertThat(sizes(replayed))
                    .as("cut at %d of %d", length, whole.length)
                    .isEqualTo(length == whole.length ? List.of(0, 2, 1) : List.of(1, 0, 0));
            replayed.journal().close();
        }
    }
}
