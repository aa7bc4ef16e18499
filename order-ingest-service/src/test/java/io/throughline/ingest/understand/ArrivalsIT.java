package io.throughline.ingest.understand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.throughline.ingest.store.OrderState;
import io.throughline.ingest.understand.Arrivals.Shape;
import io.throughline.ingest.understand.OrderLife.Turn;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever order an order's webhooks come in, how often and in which shape: the same snapshot in the end, and adapters
 * that come to the same. {@code -Dthroughline.seed=<n>} plays one life alone, {@code -Dthroughline.first-seed=<n>}
 * others than usual.
 */
class ArrivalsIT {

    private static final Logger LOG = LoggerFactory.getLogger(ArrivalsIT.class);
    private static final int LIVES = 10_000;
    private static final List<Shape> SHAPES = List.of(Shape.WHOLE, Shape.THIN, Shape.MIXED);

    @Test
    void comesToTheSameInEveryOrderOfArrival() {
        Long single = Long.getLong("throughline.seed");
        long first = single == null ? Long.getLong("throughline.first-seed", 0) : single;
        long last = single == null ? first + LIVES - 1 : first;
        LOG.atInfo()
                .addKeyValue("first_seed", first)
                .addKeyValue("last_seed", last)
                .log("lives.played");

        Map<Turn, Integer> turns = new ConcurrentHashMap<>();
        LongStream.rangeClosed(first, last)
                .parallel()
                .forEach(seed -> play(seed).forEach(turn -> turns.merge(turn, 1, Integer::sum)));

        LOG.atInfo().addKeyValue("turns", new EnumMap<>(turns)).log("lives.came-to-the-same");
        if (single == null) {
            assertThat(turns).containsOnlyKeys(Turn.values());
            assertThat(turns.values()).allMatch(count -> count >= LIVES / 100);
        }
    }

    private static Iterable<Turn> play(long seed) {
        try {
            OrderLife life = new OrderLife(seed);
            Random random = new Random(~seed);
            Arrivals end = Arrivals.ofTheEndAlone(life);
            String expected = NetState.of(end.events()).toString();
            Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
            Arrivals arrivals = Arrivals.of(life, shape, random);
            if (life.isDeleted() && shape != Shape.WHOLE) {
                compareDeleted(arrivals);
            } else {
                compare(arrivals, end, expected);
            }
            return life.turns();
        } catch (AssertionError | RuntimeException broken) {
            return fail("Played again with -Dthroughline.seed=" + seed + ": " + broken.getMessage(), broken);
        }
    }

    private static void compare(Arrivals arrivals, Arrivals end, String expected) {
        OrderState state = arrivals.state();
        assertThat(state.snapshot()).isNotNull().isEqualTo(end.state().snapshot());
        assertThat(state.deleted()).isEqualTo(end.state().deleted());
        assertThat(NetState.of(arrivals.events())).hasToString(expected);
        assertNumbered(arrivals);
    }

    /** When the order is gone before anybody asked, nobody can say what it had been: what was told must hold. */
    private static void compareDeleted(Arrivals arrivals) {
        assertThat(arrivals.state().deleted()).isTrue();
        NetState.of(arrivals.events());
        assertNumbered(arrivals);
    }

    private static void assertNumbered(Arrivals arrivals) {
        List<Integer> sequences = arrivals.sequences();
        assertThat(sequences)
                .isEqualTo(IntStream.rangeClosed(1, sequences.size()).boxed().toList());
        assertThat(arrivals.state().lastSequence()).isEqualTo(sequences.size());
    }
}
