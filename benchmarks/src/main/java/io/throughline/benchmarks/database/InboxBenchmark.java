package io.throughline.benchmarks.database;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.benchmarks.Options;
import io.throughline.benchmarks.Table;
import io.throughline.benchmarks.database.MeasuredDatabase.Spent;
import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.store.Inbox;
import io.throughline.runtime.store.Lease;
import io.throughline.runtime.store.NewDelivery;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.testkit.Events;
import io.throughline.testkit.OrderFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What writing deliveries down costs the database while the orders that it knows grow more and more. */
public final class InboxBenchmark {

    private static final int FIRST = 10_000;
    private static final int MESSAGES = 4_000;
    private static final int BATCH = 200;
    private static final int SINGLE = 1_000;
    private static final int SLOTS = 64;
    private static final int CONNECTIONS = 4;

    private static final String GROW = """
            insert into order_position (orderref, finished)
            select ('01990000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1
            from generate_series(:from, :to) n
            """;

    private final MeasuredDatabase database;
    private final Inbox inbox;
    private final EventCodec codec = new EventCodec();
    private final Table table = new Table(
            "known orders", "written down", "round trips", "WAL, bytes", "of these body", "fsyncs", "messages/s");

    /** Orders are numbered as they come, and so are their references. */
    private int known;

    private int grown;

    private InboxBenchmark(MeasuredDatabase database) {
        this.database = database;
        this.inbox = new Inbox(
                new RuntimeSchema(database.counted()),
                Clock.systemUTC(),
                new Lease(UUID.randomUUID(), Duration.ofSeconds(60)));
    }

    public static void main(String[] arguments) {
        Options options = Options.of(arguments, Map.of("largest", 1_000_000));
        try (MeasuredDatabase database = MeasuredDatabase.start(CONNECTIONS)) {
            new InboxBenchmark(database).run(options.get("largest"));
        }
    }

    private void run(int largest) {
        write(fresh(MESSAGES), BATCH);
        for (long size = FIRST; size <= largest; size *= 10) {
            grow((int) size);
            report("new, in batches of " + BATCH, fresh(MESSAGES), BATCH);
            report("half of them known", halfKnown(), BATCH);
            report("new, one by one", fresh(SINGLE), 1);
        }
        System.out.printf("For each message; page images, vacuum and checkpoints aside; every commit forced to disk%n");
        table.print();
    }

    private void grow(int orders) {
        database.jdbc().sql(GROW).param("from", known + 1).param("to", orders).update();
        known = orders;
        grown = orders;
        database.jdbc().sql("truncate delivery").update();
        database.jdbc().sql("analyze order_position").update();
        database.jdbc().sql("checkpoint").update();
    }

    private void report(String what, List<NewDelivery> messages, int batch) {
        Spent spent = database.measured(() -> write(messages, batch));
        double body =
                messages.stream().mapToInt(each -> each.body().length).average().orElse(0);
        table.row(
                String.format(Locale.ROOT, "%,d", grown),
                what,
                String.format(Locale.ROOT, "%.4f", spent.roundTrips()),
                String.format(Locale.ROOT, "%.0f", spent.walBytes()),
                String.format(Locale.ROOT, "%.0f", body),
                String.format(Locale.ROOT, "%.4f", spent.fsyncs()),
                String.format(Locale.ROOT, "%,.0f", spent.perSecond()));
    }

    private int write(List<NewDelivery> messages, int batch) {
        for (int from = 0; from < messages.size(); from += batch) {
            inbox.record(messages.subList(from, Math.min(messages.size(), from + batch)), SLOTS);
        }
        return messages.size();
    }

    /** First events of orders that nobody knows yet. */
    private List<NewDelivery> fresh(int count) {
        int from = known + 1;
        known += count;
        return IntStream.rangeClosed(from, known).mapToObj(this::placed).toList();
    }

    /** Every other one is of an order whose first event is finished, spread over all of those. */
    private List<NewDelivery> halfKnown() {
        int stride = FIRST / MESSAGES;
        List<NewDelivery> fresh = fresh(MESSAGES / 2);
        return IntStream.range(0, fresh.size())
                .boxed()
                .flatMap(i -> Stream.of(fresh.get(i), placed(MESSAGES + 1 + i * stride)))
                .toList();
    }

    private NewDelivery placed(int order) {
        EventEnvelope<OrderPlaced> event =
                Events.orderPlaced(OrderFixture.order().key("shopify:demo-shop:" + (820_000_000_000L + order)));
        return new NewDelivery(
                new UUID(0x0199_0000_0000_7000L, 0x8000_0000_0000_0000L | order),
                event.sequence(),
                event.id(),
                event.orderKey(),
                event.type().name(),
                Deflated.deflate(codec.write(event)),
                event.acceptedAt());
    }
}
