package io.throughline.dashboard.alert;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.Events.Tries;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.Announcement;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Heartbeat;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter does, without a process: it writes down what comes, acts on an order's events in their sequence, parks
 * some, and tells all of it. What it says is true, late at times, and twice at others.
 */
final class HonestIntegration {

    static final List<String> ACTS_ON = List.of("order.placed.v1", "order.paid.v1", "order.cancelled.v1");

    private static final int RECEIVED_AT_ONCE = 400;
    private static final int DONE_AT_ONCE = 60;

    final String name;
    private final Random random;
    private final Map<UUID, Integer> positions = new HashMap<>();
    private final Set<UUID> known = new HashSet<>();
    private final TreeSet<Delivery> subscription =
            new TreeSet<>(Comparator.comparing(Delivery::dueAt).thenComparing(one -> one.event.id()));
    private final TreeSet<Delivery> open = new TreeSet<>(
            Comparator.comparing((Delivery one) -> one.event.acceptedAt()).thenComparing(one -> one.event.id()));
    private final List<DeliveryOutcome> untold = new ArrayList<>();

    boolean breakerOpen;
    boolean paused;
    boolean relayStuck;

    @Nullable
    Instant announcedAt;

    private int beats;
    long deliveries;
    long parkings;
    long held;
    long waitedForOthers;
    long duplicates;
    private long met;
    private long missed;

    HonestIntegration(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    private record Delivery(EventEnvelope<?> event, Instant dueAt, int revision, boolean parked) {

        Delivery park(Instant retryAt) {
            return new Delivery(event, retryAt, revision + 1, true);
        }
    }

    /** On its subscription; most come at once, some a while after what was sent later. */
    void send(EventEnvelope<?> event, Instant now) {
        boolean late = random.nextInt(100) < 3;
        subscription.add(new Delivery(event, late ? now.plusSeconds(5 + random.nextInt(20)) : now, 1, false));
    }

    void receive(Instant now) {
        for (int taken = 0; taken < RECEIVED_AT_ONCE && !subscription.isEmpty(); taken++) {
            if (subscription.first().dueAt.isAfter(now)) {
                return;
            }
            Delivery next = subscription.pollFirst();
            if (known.add(next.event.id())) {
                open.add(new Delivery(next.event, now.plusSeconds(random.nextInt(6)), 1, false));
            }
        }
    }

    void act(Instant now) {
        if (breakerOpen || paused) {
            return;
        }
        int done = 0;
        List<Delivery> parked = new ArrayList<>();
        for (Iterator<Delivery> all = open.iterator(); all.hasNext() && done < DONE_AT_ONCE; ) {
            Delivery next = all.next();
            if (next.dueAt.isAfter(now)) {
                continue;
            }
            if (positions.getOrDefault(next.event.orderRef(), 0) != next.event.sequence() - 1) {
                waitedForOthers++;
                continue;
            }
            all.remove();
            done++;
            if (!next.parked && random.nextInt(150) == 0) {
                parked.add(next.park(now.plus(Duration.ofMinutes(10 + random.nextInt(80)))));
                parkings++;
                untold.add(Events.outcome(next.event, Result.PARKED, now, new Tries(next.revision, 3, 3)));
            } else {
                finish(next, now);
            }
        }
        open.addAll(parked);
    }

    private void finish(Delivery next, Instant now) {
        positions.put(next.event.orderRef(), next.event.sequence());
        boolean acts = ACTS_ON.contains(next.event.type().name());
        deliveries++;
        untold.add(Events.outcome(
                next.event, acts ? Result.DELIVERED : Result.IGNORED, now, new Tries(next.revision, next.revision, 0)));
        if (isPromised(next.event)) {
            if (now.isAfter(next.event.acceptedAt().plus(Events.SLA))) {
                missed++;
            } else {
                met++;
            }
        }
    }

    /** What it was told of before it announced itself it owes nobody in time. */
    private boolean isPromised(EventEnvelope<?> event) {
        return announcedAt != null
                && !event.acceptedAt().isBefore(announcedAt)
                && ACTS_ON.contains(event.type().name());
    }

    /** What it says now: a heartbeat, and what it has done, in either order; at times twice, at times mixed up. */
    List<OutcomeMessage> tell(Instant now) {
        List<OutcomeMessage> messages = new ArrayList<>();
        boolean beatsFirst = random.nextBoolean();
        if (beatsFirst) {
            messages.add(beat(now));
        }
        if (!relayStuck && !untold.isEmpty()) {
            Collections.shuffle(untold, random);
            messages.add(new OutcomeBatch(name, deliveries, untold));
            if (random.nextInt(10) == 0) {
                duplicates += untold.size();
                messages.add(new OutcomeBatch(name, deliveries, untold));
            }
            untold.clear();
        }
        if (!beatsFirst) {
            messages.add(beat(now));
        }
        if (beats++ % 6 == 0 && announcedAt != null) {
            messages.add(announcement(now));
        }
        return messages;
    }

    Announcement announcement(Instant at) {
        announcedAt = announcedAt == null ? at : announcedAt;
        return Events.announcement(name, at, ACTS_ON);
    }

    /** As the runtime counts: what nobody was told of yet is open, what is parked does not count as the oldest. */
    private Heartbeat beat(Instant now) {
        Set<UUID> stuck = new HashSet<>();
        long due = 0;
        long waiting = untold.size();
        long behind = 0;
        long parked = 0;
        Instant oldest = untold.stream()
                .map(DeliveryOutcome::acceptedAt)
                .min(Instant::compareTo)
                .orElse(null);
        for (Delivery one : open) {
            if (one.parked) {
                stuck.add(one.event.orderRef());
                parked++;
                continue;
            }
            oldest = oldest == null || one.event.acceptedAt().isBefore(oldest) ? one.event.acceptedAt() : oldest;
            if (stuck.contains(one.event.orderRef())) {
                behind++;
            } else if (breakerOpen || paused || one.dueAt.isAfter(now)) {
                waiting++;
            } else {
                due++;
            }
        }
        held = Math.max(held, behind);
        String breaker = breakerOpen ? "open" : "closed";
        return new Heartbeat(
                name, name + "-1", now, due, waiting, behind, parked, oldest, breaker, paused, null, null, null);
    }

    long parked() {
        return open.stream().filter(Delivery::parked).count();
    }

    long open() {
        return (long) open.size() + untold.size();
    }

    long met() {
        return met;
    }

    /** Also what is not finished and late by now. */
    long missed(Instant now) {
        return missed
                + Stream.concat(open.stream(), subscription.stream())
                        .filter(one -> isPromised(one.event)
                                && now.isAfter(one.event.acceptedAt().plus(Events.SLA)))
                        .count();
    }
}
