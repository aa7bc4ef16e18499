package io.throughline.ingest.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.EventCodec;
import io.throughline.events.OrderEvent;
import io.throughline.events.order.Order;
import io.throughline.ingest.TimeOrderedIds;
import io.throughline.ingest.store.Conclusions;
import io.throughline.ingest.store.Ending.Result;
import io.throughline.ingest.store.FetchRequest;
import io.throughline.ingest.store.LoggedEvent;
import io.throughline.ingest.store.OrderState;
import io.throughline.ingest.store.StoredWebhook;
import io.throughline.ingest.storefront.Meaning;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends what happened in an order's life as webhooks, some twice, some never because the next one says it too, each after
 * a delay of its own, and lets them be understood; fetches what is asked for, and gets what is true at that moment.
 */
final class Arrivals {

    /** How a storefront tells of an order. */
    enum Shape {
        WHOLE,
        THIN,
        MIXED
    }

    private record Arrival(
            Instant at,
            int tie,
            StoredWebhook webhook,
            @Nullable Meaning meaning) {}

    private static final Duration RESOLUTION = Duration.ofSeconds(4);
    private static final int LONGEST_DELAY = 7_200;
    private static final Numbering NUMBERING = new Numbering(new TimeOrderedIds(Clock.systemUTC()), new EventCodec());
    private static final EventCodec CODEC = new EventCodec();
    private static final byte[] NO_HEADERS = Deflated.deflate("{}".getBytes(StandardCharsets.UTF_8));

    private final OrderLife life;
    private final Random random;
    private final PriorityQueue<Arrival> queue =
            new PriorityQueue<>(Comparator.comparing(Arrival::at).thenComparingInt(Arrival::tie));
    private final Map<UUID, StoredWebhook> webhooks = new HashMap<>();
    private final List<LoggedEvent> log = new ArrayList<>();
    private OrderState state;

    private Arrivals(OrderLife life, Random random) {
        this.life = life;
        this.random = random;
        this.state = new OrderState(life.last().orderKey(), new UUID(0, 1), 0, null, false, false);
    }

    /** One webhook with the last of it, and the deletion. */
    static Arrivals ofTheEndAlone(OrderLife life) {
        Arrivals arrivals = new Arrivals(life, new Random(0));
        arrivals.deliver(life.last().sourceVersion(), new Meaning.Snapshot(life.last()));
        arrivals.understandAll();
        arrivals.deletion(arrivals.latest().plusSeconds(LONGEST_DELAY));
        arrivals.understandAll();
        return arrivals;
    }

    /** All of it, in this shape. */
    static Arrivals of(OrderLife life, Shape shape, Random random) {
        Arrivals arrivals = new Arrivals(life, random);
        List<OrderLife.Moment> moments = life.moments();
        for (int i = 0; i < moments.size(); i++) {
            boolean last = i == moments.size() - 1;
            if (last || random.nextInt(4) > 0) {
                arrivals.sendOften(moments.get(i), shape);
            }
        }
        arrivals.deletion(life.deletedAt());
        arrivals.understandAll();
        return arrivals;
    }

    OrderState state() {
        return state;
    }

    /** As adapters read them. */
    List<OrderEvent> events() {
        return log.stream()
                .<OrderEvent>map(event -> CODEC.read(event.body()).data())
                .toList();
    }

    List<Integer> sequences() {
        return log.stream().map(LoggedEvent::sequence).toList();
    }

    private Instant latest() {
        return life.moments().getLast().at();
    }

    private void sendOften(OrderLife.Moment moment, Shape shape) {
        int times = random.nextInt(4) == 0 ? 2 : 1;
        for (int time = 0; time < times; time++) {
            boolean hint = shape == Shape.THIN || (shape == Shape.MIXED && random.nextBoolean());
            Order order = moment.order();
            deliver(
                    moment.at(),
                    hint
                            ? new Meaning.Hint(order.orderKey(), order.sourceOrderId(), false)
                            : new Meaning.Snapshot(order));
        }
    }

    private void deletion(Instant at) {
        if (life.isDeleted()) {
            deliver(at, new Meaning.Deletion(life.last().orderKey(), at));
        }
    }

    private void deliver(Instant sent, Meaning meaning) {
        StoredWebhook webhook = new StoredWebhook(
                UUID.randomUUID(), "standard", "own-shop", NO_HEADERS, new byte[0], sent, "00-0-0-00");
        webhooks.put(webhook.id(), webhook);
        // Most come soon, some after everything else.
        int most = random.nextBoolean() ? 10 : LONGEST_DELAY;
        queue.add(new Arrival(sent.plusMillis(random.nextInt(most * 1000)), random.nextInt(), webhook, meaning));
    }

    private void understandAll() {
        while (!queue.isEmpty()) {
            List<Reading> batch = new ArrayList<>();
            int size = 1 + random.nextInt(4);
            Instant now = queue.element().at();
            while (batch.size() < size && !queue.isEmpty() && !isFetchLaterThan(now)) {
                batch.add(reading(queue.remove()));
            }
            conclude(batch, now);
        }
    }

    /** What is fetched in one batch with what arrived was asked for no later than that. */
    private boolean isFetchLaterThan(Instant now) {
        Arrival next = queue.element();
        return next.meaning() == null && next.at().isAfter(now);
    }

    private Reading reading(Arrival arrival) {
        Meaning pushed = arrival.meaning();
        return pushed != null
                ? new Reading(arrival.webhook(), pushed, new Terms(life.ownedFrom(), true, RESOLUTION, null))
                : new Reading(
                        arrival.webhook(),
                        answerAt(arrival.at()),
                        new Terms(life.ownedFrom(), true, RESOLUTION, arrival.at()));
    }

    private Meaning answerAt(Instant at) {
        return life.isDeleted() && !at.isBefore(life.deletedAt())
                ? new Meaning.Missing(life.last().orderKey())
                : new Meaning.Snapshot(life.at(at));
    }

    private void conclude(List<Reading> batch, Instant now) {
        Conclusions conclusions = new BatchDecision(NUMBERING, Map.of(state.orderKey(), state)).conclude(batch);
        // A life that is quarantined would be the same in every order of arrival, and say nothing; one that is gone
        // before anybody asked is compared otherwise.
        assertThat(conclusions.endings())
                .noneMatch(ending -> ending.result() == Result.QUARANTINED && !"gone".equals(ending.code()));
        conclusions.orders().forEach(order -> state = order);
        log.addAll(conclusions.events());
        for (FetchRequest asked : conclusions.asked()) {
            Instant due = asked.dueAt().isAfter(now) ? asked.dueAt() : now;
            queue.add(new Arrival(
                    due.plusMillis(random.nextInt(60_000)),
                    random.nextInt(),
                    Objects.requireNonNull(webhooks.get(asked.webhookId())),
                    null));
        }
    }
}
