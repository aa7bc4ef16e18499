package io.throughline.emulator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityStatus;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.MovedClock;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.Profile;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.SessionReader;
import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.StoredMessage;
import io.throughline.emulator.core.Timers;
import io.throughline.emulator.core.Transactions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entities of run time, sessions with their state, transactions and transfer dead letters, all in one journal. */
class WholeReplayTest {

    static final byte[] STATE = {1, 2, 3};
    static final int MORE = 200;

    final MovedClock clock = new MovedClock();

    @TempDir
    Path folder;

    /** Nothing is configured: all that is there comes from the journal. */
    private Namespace start(JournalOptions options) {
        var namespace = new Namespace(new Timers(clock), Limits.DEFAULT, FileJournal.open(options));
        namespace.journal().restore(namespace);
        return namespace;
    }

    private Namespace start() {
        return start(JournalOptions.in(folder));
    }

    private void create(Namespace namespace, String queue, boolean sessions, @Nullable String forwardTo) {
        var settings = new QueueSettings(
                Duration.ofMinutes(1), 3, QueueSettings.UNLIMITED, true, sessions, Duration.ZERO, forwardTo, null);
        var profile = new Profile(EntityStatus.ACTIVE, Map.of(), clock.instant(), clock.instant());
        namespace.directory().create(new QueueDefinition(queue, settings), profile);
    }

    /** A session is held, with a state; a queue forwards to one that is gone; a transaction is open. */
    private UUID prepare(Namespace namespace, Transactions transactions) {
        create(namespace, "steps", true, null);
        create(namespace, "out", false, null);
        create(namespace, "gone", false, null);
        create(namespace, "passing", false, "gone");
        namespace.directory().remove("gone");
        namespace.destination("steps").submit(List.of(Sample.ofSession("1", "a"), Sample.ofSession("2", "a")));
        var holder = new SessionReader(2);
        var steps = namespace.source("steps").store();
        steps.sessions().accept(holder, "a");
        steps.sessions().changeState("a", holder::equals, ByteBuffer.wrap(STATE));
        var id = transactions.declare(this);
        var transaction = transactions.get(id);
        var token = holder.taken.getFirst().lockToken().orElseThrow();
        transaction.settle(steps, token, new Settlement.Complete());
        transaction.send(namespace.destination("out"), List.of(Sample.message("answer")));
        transaction.send(namespace.destination("passing"), List.of(Sample.message("lost")));
        namespace.journal().commit();
        return id;
    }

    private static List<Integer> sizes(Namespace namespace) {
        return List.of("steps", "out", "passing", "passing/$Transfer/$DeadLetterQueue").stream()
                .map(path -> namespace.source(path).peek(0, 100).size())
                .toList();
    }

    private static void goesOnWithTheSession(Namespace namespace, Long... sequences) {
        var next = new SessionReader(5);
        var sessions = namespace.source("steps").store().sessions();
        sessions.acceptNext(next, Duration.ofSeconds(1));
        assertThat(next.taken).extracting(StoredMessage::sequence).containsExactly(sequences);
        assertThat(sessions.state("a", next::equals)).contains(ByteBuffer.wrap(STATE));
    }

    @Test
    void holdsTheTransactionWhollyOrNotAtAllAndAllElseInAnyCase() throws IOException {
        var namespace = start();
        var transactions = new Transactions(namespace);
        var id = prepare(namespace, transactions);
        var segment = folder.resolve("journal-1");
        var before = (int) Files.size(segment);
        transactions.commit(id);
        namespace.journal().close();
        var whole = Files.readAllBytes(segment);
        assertThat(whole.length).isGreaterThan(before);

        for (var length = before; length <= whole.length; length += length < whole.length - 31 ? 31 : 1) {
            Files.write(segment, Arrays.copyOf(whole, length));
            var restarted = start();
            var all = length == whole.length;
            assertThat(sizes(restarted))
                    .as("cut at %d of %d", length, whole.length)
                    .isEqualTo(all ? List.of(1, 1, 0, 1) : List.of(2, 0, 0, 0));
            assertThat(restarted.hasSource("gone")).isFalse();
            goesOnWithTheSession(restarted, all ? new Long[] {2L} : new Long[] {1L, 2L});
            restarted.journal().close();
        }
    }

    @Test
    void holdsTheSameAfterTheFileWasWrittenAnew() {
        var options = JournalOptions.in(folder).withCompaction(8192, 0.4);
        var namespace = start(options);
        var transactions = new Transactions(namespace);
        transactions.commit(prepare(namespace, transactions));
        var out = namespace.source("out").store();
        for (var i = 0; i < MORE; i++) {
            namespace.destination("out").submit(List.of(Sample.message("m" + i)));
            var taker = new Taker(1);
            out.add(taker);
            out.remove(taker);
            namespace.journal().commit();
        }
        var live = Sample.describe(namespace);
        namespace.journal().close();
        assertThat(folder.resolve("journal-1")).doesNotExist();

        var restarted = start(options);
        assertThat(Sample.describe(restarted)).isEqualTo(live);
        assertThat(sizes(restarted)).isEqualTo(List.of(1, 1, 0, 1));
        goesOnWithTheSession(restarted, 2L);
        restarted.journal().close();
    }
}
