package io.throughline.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.rules.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever receivers do, a session has one at a time, in order, and in the end nothing is left or lost. */
class SessionOrderTest {

    static final int SESSIONS = 6;
    static final int MESSAGES = 20;
    static final Duration LOCK = Duration.ofSeconds(30);

    final MovedClock clock = new MovedClock();
    final Timers timers = new Timers(clock);
    final Namespace namespace = new Namespace(timers, Limits.DEFAULT);
    final List<SessionReader> readers = new ArrayList<>();
    final Map<String, List<String>> completed = new HashMap<>();

    private Sessions sessions() {
        return namespace.source("steps").store().sessions();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void completesEverySessionInOrder(long seed) {
        var random = new Random(seed);
        namespace.add(new QueueDefinition(
                "steps",
                new QueueSettings(LOCK, 2000, QueueSettings.UNLIMITED, true, true, Duration.ZERO, null, null)));
        var unsent =
                new ArrayList<>(IntStream.range(0, SESSIONS * MESSAGES).boxed().toList());
        while (!unsent.isEmpty() || namespace.counts().getFirst().sessions() > 0) {
            if (!unsent.isEmpty() && random.nextBoolean()) {
                var number = unsent.removeFirst();
                var letter = Letter.of("m" + number).in("s" + number % SESSIONS);
                namespace.destination("steps").submit(List.of(letter));
            }
            act(random);
            holdsEachSessionOnce();
        }

        readers.forEach(sessions()::remove);
        assertThat(completed).hasSize(SESSIONS);
        completed.forEach((session, ids) -> assertThat(ids)
                .containsExactlyElementsOf(IntStream.range(0, MESSAGES)
                        .map(i -> i * SESSIONS + Integer.parseInt(session.substring(1)))
                        .mapToObj(number -> "m" + number)
                        .toList()));
        assertThat(namespace.counts().getFirst()).isEqualTo(new EntityCounts("steps", 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(timers.size()).isZero();
    }

    private void holdsEachSessionOnce() {
        var held = readers.stream().flatMap(reader -> reader.session().stream()).toList();
        assertThat(held).hasSameSizeAs(new HashSet<>(held));
    }

    private void act(Random random) {
        switch (random.nextInt(8)) {
            case 0 -> arrive();
            case 1 -> leave(random);
            case 2 -> {
                clock.advance(Duration.ofSeconds(random.nextInt(12)));
                timers.runDue();
            }
            default -> readers.forEach(reader -> settle(reader, random));
        }
        readers.removeIf(reader -> !reader.ends.isEmpty());
    }

    private void arrive() {
        if (readers.size() < 4) {
            var reader = new SessionReader(1);
            readers.add(reader);
            sessions().acceptNext(reader, Duration.ofSeconds(20));
        }
    }

    private void leave(Random random) {
        if (!readers.isEmpty()) {
            sessions().remove(readers.remove(random.nextInt(readers.size())));
        }
    }

    /** One after the other, as somebody does who cares for order. */
    private void settle(SessionReader reader, Random random) {
        if (reader.taken.isEmpty() || !reader.ends.isEmpty() || random.nextBoolean()) {
            return;
        }
        var stored = reader.taken.removeLast();
        var done = random.nextInt(4) > 0;
        namespace
                .source("steps")
                .store()
                .settle(
                        stored.lockToken().orElseThrow(),
                        done ? new Settlement.Complete() : new Settlement.Abandon(Changes.NONE));
        if (done) {
            completed
                    .computeIfAbsent(reader.session().orElseThrow(), any -> new ArrayList<>())
                    .add(stored.message().messageId().orElseThrow());
        }
        reader.credit = 1;
        namespace.source("steps").store().dispatch(reader);
    }
}
