package io.throughline.emulator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.core.ConfigurationConflict;
import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.MovedClock;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.Timers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {

    final MovedClock clock = new MovedClock();

    @TempDir
    Path folder;

    private Namespace open(JournalOptions options, String... queues) {
        var journal = FileJournal.open(options);
        var namespace = new Namespace(new Timers(clock), Limits.DEFAULT, journal);
        var definitions = Arrays.stream(queues)
                .map(queue -> new QueueDefinition(queue, QueueSettings.DEFAULT))
                .toList();
        try {
            journal.restore(namespace);
            namespace.configure(definitions, List.of());
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        return namespace;
    }

    private Namespace open(String... queues) {
        return open(JournalOptions.in(folder), queues);
    }

    private static void send(Namespace namespace, String queue, String id) {
        namespace.destination(queue).submit(List.of(Sample.message(id)));
        namespace.journal().commit();
    }

    private static List<String> ids(Namespace namespace, String queue) {
        return namespace.source(queue).peek(0, 100).stream()
                .map(each -> each.message().messageId().orElseThrow())
                .toList();
    }

    private Path segment() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("journal-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void cutAnywhereInTheLastCommitHoldsExactlyTheCommitsBefore() throws IOException {
        try (var journal = open("work").journal()) {
            assertThat(journal).isInstanceOf(FileJournal.class);
        }
        var namespace = open("work");
        send(namespace, "work", "a");
        var before = Files.size(segment());
        namespace.destination("work").submit(List.of(Sample.message("b"), Sample.message("c")));
        namespace.journal().close();
        var whole = Files.readAllBytes(segment());

        for (var length = (int) before; length < whole.length; length += 37) {
            Files.write(segment(), Arrays.copyOf(whole, length));
            var replayed = open("work");
            assertThat(ids(replayed, "work")).containsExactly("a");
            replayed.journal().close();
        }
        Files.write(segment(), whole);
        var replayed = open("work");
        assertThat(ids(replayed, "work")).containsExactly("a", "b", "c");
        replayed.journal().close();
    }

    @Test
    void isOfOneEmulatorAtATime() {
        try (var journal = open("work").journal()) {
            assertThat(journal).isNotNull();
            assertThatThrownBy(() -> open("work"))
                    .isInstanceOf(JournalException.class)
                    .hasMessage("The journal in " + folder + " is in use by another emulator");
        }
        open("work").journal().close();
    }

    @Test
    void namesTheEntitiesWhoseMessagesWouldBeLostAndLosesNone() {
        var namespace = open("work", "old", "empty");
        send(namespace, "work", "a");
        send(namespace, "old", "b");
        namespace.journal().close();

        assertThatThrownBy(() -> open("work"))
                .isInstanceOf(ConfigurationConflict.class)
                .hasMessageContaining("messages in entities that are not configured any more, or otherwise: {old=1}.");

        var again = open("work", "old");
        assertThat(ids(again, "old")).containsExactly("b");
        again.journal().close();
    }

    @Test
    void isWrittenAnewWhenMostOfItIsWithoutEffect() throws IOException {
        var options = JournalOptions.in(folder).withCompaction(4096, 0.5);
        var namespace = open(options, "work");
        send(namespace, "work", "stays");
        for (var i = 0; i < 100; i++) {
            send(namespace, "work", "m" + i);
            var taker = new Taker(1);
            namespace.source("work").store().add(taker);
            namespace.source("work").store().remove(taker);
        }

        assertThat(segment().getFileName()).isNotEqualTo(Path.of("journal-1"));
        assertThat(Files.size(segment())).isLessThan(3 * 4096);
        var live = Sample.describe(namespace);
        namespace.journal().close();
        var replayed = open(options, "work");
        assertThat(Sample.describe(replayed)).isEqualTo(live);
        replayed.journal().close();
    }

    @Test
    void doesNotMindANewSegmentThatWasNeverFinished() throws IOException {
        var namespace = open("work");
        send(namespace, "work", "a");
        namespace.journal().close();
        Files.writeString(folder.resolve("unfinished"), "half");

        var replayed = open("work");

        assertThat(ids(replayed, "work")).containsExactly("a");
        assertThat(folder.resolve("unfinished")).doesNotExist();
        replayed.journal().close();
    }

    @Test
    void letsExpireWhatExpiredMeanwhile() {
        var namespace = open("work");
        namespace.destination("work").submit(List.of(Sample.living("a", Duration.ofMinutes(1)), Sample.message("b")));
        namespace.journal().close();
        clock.advance(Duration.ofHours(1));

        var replayed = open("work");
        replayed.timers().runDue();

        assertThat(replayed.counts()).containsExactly(new EntityCounts("work", 1, 0, 0, 0, 0, 0, 0, 0));
        replayed.journal().close();
    }
}
