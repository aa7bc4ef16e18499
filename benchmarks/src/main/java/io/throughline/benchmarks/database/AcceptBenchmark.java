package io.throughline.benchmarks.database;

import io.throughline.backbone.database.GroupWriter;
import io.throughline.backbone.json.EventCodec;
import io.throughline.benchmarks.Callers;
import io.throughline.benchmarks.Options;
import io.throughline.benchmarks.Samples;
import io.throughline.benchmarks.Table;
import io.throughline.benchmarks.database.Accepted.Webhook;
import io.throughline.benchmarks.database.MeasuredDatabase.Spent;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;

/** What accepting a webhook costs: callers who share commits through the group writer, and callers who do not. */
public final class AcceptBenchmark {

    private static final List<Integer> CALLERS = List.of(1, 32, 128);
    private static final int ROWS = 4_000;
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 32;

    /** Ingest's defaults. */
    private static final GroupWriter.Limits LIMITS = new GroupWriter.Limits("write-webhooks", 2000, 200);

    private final MeasuredDatabase database;
    private final Accepted accepted;
    private final AtomicLong next = new AtomicLong();
    private final Clock clock = Clock.systemUTC();
    private final byte[] body = new EventCodec()
            .write(Events.orderPlaced(
                    new Line("SKU-1", 1),
                    new Line("SKU-2", 2),
                    new Line("SKU-3", 3),
                    new Line("SKU-4", 4),
                    new Line("SKU-5", 5),
                    new Line("SKU-6", 6)));

    private AcceptBenchmark(MeasuredDatabase database) {
        this.database = database;
        this.accepted = new Accepted(database.counted(), database.uncounted());
    }

    public static void main(String[] arguments) {
        Options options = Options.of(arguments, Map.of("rounds", 5));
        try (MeasuredDatabase database = MeasuredDatabase.start(CONNECTIONS)) {
            new AcceptBenchmark(database).run(options.get("rounds"));
        }
    }

    private void run(int rounds) {
        System.out.printf(
                "%d rounds after one to warm up, in turn one by one over %d connections and in groups over one:"
                        + " %d webhooks of %d bytes or %d s each; median (least–most)%n",
                rounds, CONNECTIONS, ROWS, body.length, MOST.toSeconds());
        Table table = new Table(
                "callers",
                "written",
                "rows/s, ratio to one by one",
                "round trips a row",
                "WAL bytes a row",
                "fsyncs a row",
                "rows/s");
        CALLERS.forEach(callers -> compare(table, new Callers(callers, MOST), rounds));
        table.print();
    }

    private void compare(Table table, Callers callers, int rounds) {
        List<Spent> alone = new ArrayList<>();
        List<Spent> grouped = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            alone.add(database.measured(() -> callers.run(ROWS, () -> requireNew(accepted.recordAlone(webhook())))));
            grouped.add(database.measured(() -> inGroups(callers)));
        }
        List<Spent> warmAlone = alone.subList(1, alone.size());
        row(table, List.of(count(callers), "one by one"), new Sides(warmAlone, warmAlone));
        row(table, List.of(count(callers), "in groups"), new Sides(grouped.subList(1, grouped.size()), warmAlone));
    }

    private int inGroups(Callers callers) {
        try (GroupWriter<Webhook, Boolean> group = new GroupWriter<>(LIMITS, accepted::recordTogether, (row, bad) -> {
            throw bad;
        })) {
            return callers.run(ROWS, () -> requireNew(group.submit(webhook()).join()));
        }
    }

    private Webhook webhook() {
        long number = next.incrementAndGet();
        byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        return new Webhook(
                new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | number), key, body, clock.instant());
    }

    private static void requireNew(boolean added) {
        if (!added) {
            throw new IllegalStateException("A webhook that nobody sent before was taken for a duplicate");
        }
    }

    private static String count(Callers callers) {
        return Integer.toString(callers.count());
    }

    private record Sides(List<Spent> spent, List<Spent> alone) {}

    private static void row(Table table, List<String> what, Sides sides) {
        Samples rate = of(sides.spent(), Spent::perSecond);
        table.row(
                what.getFirst(),
                what.getLast(),
                rate.over(of(sides.alone(), Spent::perSecond)).text(1),
                of(sides.spent(), Spent::roundTrips).text(3),
                of(sides.spent(), Spent::walBytes).text(0),
                of(sides.spent(), Spent::fsyncs).text(3),
                rate.text(0));
    }

    private static Samples of(List<Spent> rounds, ToDoubleFunction<Spent> figure) {
        return Samples.of(rounds.stream().mapToDouble(figure));
    }
}
