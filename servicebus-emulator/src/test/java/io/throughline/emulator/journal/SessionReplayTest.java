package io.throughline.emulator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.Limits;
import io.throughline.emulator.core.MessageStore;
import io.throughline.emulator.core.MovedClock;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.SessionReader;
import io.throughline.emulator.core.Sessions;
import io.throughline.emulator.core.Settlement;
import io.throughline.emulator.core.StoredMessage;
import io.throughline.emulator.core.Timers;
import io.throughline.emulator.core.TopicSettings;
import io.throughline.emulator.rules.Changes;
import io.throughline.emulator.rules.Rule;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions keep their messages and states over a restart, and nobody holds one after it. */
class SessionReplayTest {

    static final List<String> SOURCES = List.of("steps", "orders/subscriptions/steps");
    static final int OPERATIONS = 400;

    final MovedClock clock = new MovedClock();

    @TempDir
    Path folder;

    private Namespace start() {
        var journal = FileJournal.open(JournalOptions.in(folder).withCompaction(8192, 0.4));
        var namespace = new Namespace(new Timers(clock), Limits.DEFAULT, journal);
        var settings = new QueueSettings(
                Duration.ofSeconds(30), 3, Duration.ofMinutes(10), true, true, Duration.ZERO, null, null);
        var steps = new SubscriptionDefinition("steps", settings, List.of(Rule.everything()));
        journal.restore(namespace);
        namespace.configure(
                List.of(new QueueDefinition("steps", settings)),
                List.of(new TopicDefinition("orders", TopicSettings.DEFAULT, List.of(steps))));
        return namespace;
    }

    private static Sessions sessions(Namespace namespace, String path) {
        return namespace.source(path).store().sessions();
    }

    @Test
    void keepsMessagesAndStateButNoLocks() {
        var namespace = start();
        namespace
                .destination("steps")
                .submit(List.of(Sample.ofSession("1", "a"), Sample.ofSession("2", "b"), Sample.ofSession("3", "a")));
        var holder = new SessionReader(1);
        sessions(namespace, "steps").accept(holder, "a");
        sessions(namespace, "steps").changeState("a", holder::equals, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        namespace.journal().close();

        var restarted = start();
        assertThat(restarted.counts().getFirst().sessions()).isEqualTo(2);
        assertThat(restarted.counts().getFirst().lockedSessions()).isZero();
        var next = new SessionReader(5);
        sessions(restarted, "steps").acceptNext(next, Duration.ofSeconds(1));

        assertThat(next.session()).contains("a");
        assertThat(next.taken).extracting(StoredMessage::sequence).containsExactly(1L, 3L);
        assertThat(next.taken).extracting(StoredMessage::deliveryCount).containsExactly(0, 0);
        assertThat(sessions(restarted, "steps").state("a", next::equals))
                .contains(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        restarted.journal().close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsAfterEveryRestartWhatItHeldBefore(long seed) {
        var random = new Random(seed);
        var namespace = start();
        for (var i = 0; i < OPERATIONS; i++) {
            operate(namespace, random);
            if (random.nextInt(60) == 0) {
                var live = Sample.describe(namespace);
                namespace.journal().close();
                namespace = start();
                assertThat(Sample.describe(namespace)).isEqualTo(live);
            }
        }
        assertThat(Sample.describe(namespace)).anyMatch(line -> line.startsWith("Stated"));
        namespace.journal().close();
    }

    private void operate(Namespace namespace, Random random) {
        var path = SOURCES.get(random.nextInt(SOURCES.size()));
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                var session = "s" + random.nextInt(5);
                var message = Sample.ofSession("m" + random.nextInt(100), session);
                namespace.destination(random.nextBoolean() ? "steps" : "orders").submit(List.of(message));
            }
            case 2 -> visit(namespace.source(path).store(), random);
            default -> {
                clock.advance(Duration.ofSeconds(random.nextInt(20)));
                namespace.timers().runDue();
            }
        }
    }

    /** Somebody comes, does something, and leaves or loses the session. */
    private static void visit(MessageStore store, Random random) {
        var sessions = store.sessions();
        var visitor = new SessionReader(1 + random.nextInt(3));
        var session = "s" + random.nextInt(5);
        try {
            sessions.accept(visitor, session);
        } catch (Refusal held) {
            assertThat(held.reason()).isEqualTo(Refusal.Reason.SESSION_LOCKED);
            return;
        }
        if (random.nextBoolean()) {
            sessions.changeState(session, visitor::equals, ByteBuffer.wrap(new byte[random.nextInt(5)]));
        } else if (random.nextBoolean()) {
            sessions.clearState(session, visitor::equals);
        }
        for (var stored : List.copyOf(visitor.taken)) {
            stored.lockToken().ifPresent(token -> store.settle(token, settlement(random)));
        }
        switch (random.nextInt(3)) {
            case 0 -> sessions.remove(visitor);
            case 1 -> sessions.expire(session);
            default -> assertThat(visitor.session()).contains(session);
        }
    }

    private static Settlement settlement(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Settlement.Complete();
            case 1 -> new Settlement.Release();
            case 2 -> new Settlement.Defer(Changes.NONE);
            default -> new Settlement.Abandon(Changes.NONE);
        };
    }
}
