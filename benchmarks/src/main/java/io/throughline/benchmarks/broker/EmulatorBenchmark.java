package io.throughline.benchmarks.broker;

import io.throughline.backbone.servicebus.OutboundMessage;
import io.throughline.benchmarks.Options;
import io.throughline.benchmarks.Samples;
import io.throughline.benchmarks.Table;
import io.throughline.benchmarks.WorkFolder;
import io.throughline.benchmarks.broker.MeasuredBroker.Cost;
import io.throughline.emulator.EmulatorOptions;
import io.throughline.testkit.EventMessages;
import io.throughline.testkit.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What a message costs the broker, with a journal and without, and how long a broker takes to start. */
public final class EmulatorBenchmark {

    private static final int WARM_UP = 3;
    private static final int MESSAGES = 5_000;
    private static final int BATCH = 500;
    private static final int SINGLE = 1_000;
    private static final int CALLERS = 64;
    private static final int STARTS = 20;

    private final List<OutboundMessage> messages = IntStream.range(0, MESSAGES)
            .mapToObj(_ -> EventMessages.of(Events.orderPlaced()))
            .toList();

    private EmulatorBenchmark() {}

    /** What one broker spent in one round. */
    private record Round(Cost batched, Cost received, Cost together, Cost alone) {}

    public static void main(String[] arguments) {
        Options options = Options.of(arguments, Map.of("rounds", 5));
        new EmulatorBenchmark().run(options.get("rounds"));
    }

    private void run(int rounds) {
        int topics = 3 * (WARM_UP + rounds);
        List<Round> memory = new ArrayList<>();
        List<Round> journal = new ArrayList<>();
        try (WorkFolder folder = WorkFolder.create("journal");
                MeasuredBroker forgetful = MeasuredBroker.start(EmulatorOptions.DEFAULT, topics);
                MeasuredBroker keeping =
                        MeasuredBroker.start(EmulatorOptions.DEFAULT.withData(folder.path()), topics)) {
            for (int round = 0; round < WARM_UP + rounds; round++) {
                memory.add(round(forgetful));
                journal.add(round(keeping));
            }
        }
        System.out.printf(
                "%d rounds after %d to warm up, in turn without and with a journal: %d messages of %d bytes in batches"
                        + " of %d and singly, %d of them one after the other; median (least–most)%n",
                rounds, WARM_UP, MESSAGES, messages.getFirst().body().length, BATCH, SINGLE);
        report(memory.subList(WARM_UP, WARM_UP + rounds), journal.subList(WARM_UP, WARM_UP + rounds));
        System.out.printf(
                "A message alone with which nothing is done, waited for, read and answered by one thread: %s µs CPU%n",
                bare(rounds).text(1));
        System.out.printf("Start of a broker in a warm JVM: %s ms, %d starts%n", starts().text(1), STARTS);
    }

    private Round round(MeasuredBroker broker) {
        Cost batched = broker.sendBatched(messages, BATCH);
        Cost received = broker.receiveAndComplete(MESSAGES);
        Cost together = broker.sendSingly(messages, CALLERS);
        broker.receiveAndComplete(MESSAGES);
        Cost alone = broker.sendSingly(messages.subList(0, SINGLE), 1);
        broker.receiveAndComplete(SINGLE);
        return new Round(batched, received, together, alone);
    }

    private static void report(List<Round> memory, List<Round> journal) {
        Table table = new Table(
                "a message",
                "with journal / without, time",
                "with / without, CPU",
                "broker CPU, µs",
                "aim",
                "with journal, CPU µs",
                "time, µs",
                "with journal, time µs");
        row(table, "sent in a batch", 15, sides(memory, journal, Round::batched));
        row(table, "sent by itself, " + CALLERS + " at once", 15, sides(memory, journal, Round::together));
        row(table, "sent by itself, one after the other", 15, sides(memory, journal, Round::alone));
        row(table, "received and completed", 35, sides(memory, journal, Round::received));
        table.print();
    }

    private record Sides(List<Cost> memory, List<Cost> journal) {}

    private static Sides sides(List<Round> memory, List<Round> journal, Function<Round, Cost> part) {
        return new Sides(
                memory.stream().map(part).toList(), journal.stream().map(part).toList());
    }

    private static void row(Table table, String what, int aim, Sides sides) {
        Samples cpu = cpu(sides.memory());
        Samples wall = wall(sides.memory());
        Samples journalCpu = cpu(sides.journal());
        Samples journalWall = wall(sides.journal());
        table.row(
                what,
                journalWall.over(wall).text(2),
                journalCpu.over(cpu).text(2),
                cpu.text(1),
                "≤ " + aim,
                journalCpu.text(1),
                wall.text(0),
                journalWall.text(0));
    }

    private static Samples cpu(List<Cost> costs) {
        return Samples.of(costs.stream().mapToDouble(Cost::cpu));
    }

    private static Samples wall(List<Cost> costs) {
        return Samples.of(costs.stream().mapToDouble(Cost::wall));
    }

    private Samples bare(int rounds) {
        try (BareExchange exchange = BareExchange.of(messages.getFirst().body().length)) {
            for (int round = 0; round < WARM_UP; round++) {
                exchange.exchange(MESSAGES);
            }
            return Samples.of(
                    DoubleStream.generate(() -> exchange.exchange(SINGLE).cpu()).limit(rounds));
        }
    }

    private static Samples starts() {
        return Samples.of(DoubleStream.generate(EmulatorBenchmark::start).limit(STARTS));
    }

    private static double start() {
        long before = System.nanoTime();
        try (MeasuredBroker _ = MeasuredBroker.start(EmulatorOptions.DEFAULT, 1)) {
            return (System.nanoTime() - before) / 1e6;
        }
    }
}
