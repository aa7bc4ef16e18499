package io.throughline.dashboard.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.Events;
import io.throughline.dashboard.alert.Trouble.Kind;
import io.throughline.dashboard.intake.PublishAccount;
import io.throughline.dashboard.intake.StubIngest;
import io.throughline.dashboard.ledger.Alert;
import io.throughline.dashboard.ledger.Concerns;
import io.throughline.dashboard.ledger.Incident;
import io.throughline.dashboard.ledger.Publishing;
import io.throughline.dashboard.ledger.Surroundings;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.OutcomeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A day of an honest system in steps of five seconds: nothing is lost, whatever is late, down, doubled or mixed up. The
 * ledger is the real one; it looks at every fifth step, by chance, around whatever begins or ends, otherwise every two
 * minutes: as its alerts have it, no wider.
 */
final class HonestDay implements AutoCloseable {

    static final Duration STEP = Duration.ofSeconds(5);
    static final Duration LENGTH = Duration.ofHours(24);
    static final Duration ANNOUNCES_ITSELF = Duration.ofHours(10);

    /** An incident ends when its condition was away for so long; looks are up to two minutes apart. */
    private static final Duration LINGERS = Day.PROPERTIES.calm().plus(Duration.ofMinutes(4));

    private static final int STEPS_BETWEEN_LOOKS = 24;
    private static final String LATE_COMER = "inventory-adapter";

    final LedgerFixture fixture = new LedgerFixture();
    final List<HonestIntegration> integrations;
    private final StubIngest ingest = new StubIngest(200);
    private final PublishAccount account = new PublishAccount(ingest, fixture.published, fixture.clock);
    private final Random random;
    private final List<Trouble> troubles;
    private final Instant start = fixture.clock.instant();
    private final List<EventEnvelope<?>> log = new ArrayList<>();
    private final TreeMap<Instant, List<EventEnvelope<?>>> coming = new TreeMap<>();
    private final ArrayDeque<EventEnvelope<?>> unpublished = new ArrayDeque<>();
    private final List<EventEnvelope<?>> orders = new ArrayList<>();
    private final List<OutcomeMessage> outcomes = new ArrayList<>();
    private final Map<String, Instant> excused = new HashMap<>();
    private final Map<UUID, Alert> incidents = new HashMap<>();
    private AlertWatch watch = watch();
    private Instant heard = start;
    private boolean down;
    private boolean wasDeaf;
    private int placed;
    long looks;

    HonestDay(long seed) {
        random = new Random(seed);
        integrations = List.of(
                new HonestIntegration(Events.FULFILLMENT, seed + 1),
                new HonestIntegration(Events.FINANCE, seed + 2),
                new HonestIntegration(LATE_COMER, seed + 3));
        troubles =
                Trouble.ofADay(start, integrations.stream().map(one -> one.name).toList(), random);
        integrations.subList(0, 2).forEach(one -> outcomes.add(one.announcement(start)));
    }

    private AlertWatch watch() {
        Notifier notifier = new Notifier(fixture.notices, List.of(), NotifierIT.properties(null, 1), fixture.clock);
        return new AlertWatch(fixture.signs, fixture.alerts, fixture.notices, notifier, Day.PROPERTIES);
    }

    void pass() {
        int steps = (int) LENGTH.dividedBy(STEP);
        for (int step = 1; step <= steps; step++) {
            fixture.clock.advance(STEP);
            if (step < steps - 720) {
                placeOrders();
            }
            publish();
            integrations.forEach(this::work);
            if (now().equals(start.plus(ANNOUNCES_ITSELF))) {
                comeLate(integrations.getLast());
            }
            if (step % 720 == 0) {
                fixture.forget();
            }
            boolean news =
                    troubles.stream().anyMatch(one -> one.isNews(now())) || isJustAfter(start.plus(ANNOUNCES_ITSELF));
            listen((news && random.nextInt(5) == 0) || step % STEPS_BETWEEN_LOOKS == 0);
        }
    }

    private boolean isJustAfter(Instant event) {
        return !now().isBefore(event) && now().isBefore(event.plusSeconds(300));
    }

    private void placeOrders() {
        if (random.nextInt(100) < 18) {
            int order = ++placed;
            later(Events.placed(order, soon(0, 4)));
            Instant paidAt = soon(5, 600);
            later(Events.paid(order, paidAt));
            if (random.nextInt(10) < 3) {
                later(Events.changed(order, 3, paidAt.plusSeconds(random.nextInt(7200))));
            } else if (random.nextInt(20) == 0) {
                later(Events.cancelled(order, 3, paidAt.plusSeconds(random.nextInt(3600))));
            }
        }
        Instant now = now();
        var due = coming.headMap(now, true);
        due.values()
                .forEach(events -> events.forEach(event -> {
                    ingest.append(event);
                    log.add(event);
                    unpublished.add(event);
                }));
        due.clear();
    }

    private Instant soon(int least, int spread) {
        return now().minusSeconds(4).plusSeconds(least).plusMillis(random.nextInt(1 + spread * 1000));
    }

    private void later(EventEnvelope<?> event) {
        coming.computeIfAbsent(event.acceptedAt(), first -> new ArrayList<>()).add(event);
    }

    private void publish() {
        if (isOn(Kind.BROKER_DOWN, "") || isOn(Kind.INGEST_CANNOT_SEND, "")) {
            excuse(Alert.OUTBOX_NOT_DRAINING, "order-ingest-service");
            excuse(Alert.UNACCOUNTED_ORDERS, "order-ingest-service");
            return;
        }
        for (EventEnvelope<?> event; (event = unpublished.poll()) != null; ) {
            EventEnvelope<?> sent = event;
            orders.add(sent);
            if (random.nextInt(20) == 0) {
                orders.add(sent);
            }
            integrations.stream().filter(one -> one.announcedAt != null).forEach(one -> one.send(sent, now()));
        }
    }

    /** All that was ever published comes to it alone, behind what comes live. */
    private void comeLate(HonestIntegration integration) {
        outcomes.add(integration.announcement(now()));
        log.forEach(event -> integration.send(event, now()));
    }

    private void work(HonestIntegration one) {
        excuseIf(one.parked() > 0, Alert.PARKED_DELIVERIES, one.name);
        excuseIf(one.missed(now()) > 0, Alert.SLA_BURN, one.name);
        boolean stopped = isOn(Kind.DEAD, one.name) || isOn(Kind.RESTARTING, one.name);
        if (one.announcedAt == null || stopped) {
            excuseIf(stopped, Alert.CONSUMER_STOPPED, one.name);
            return;
        }
        obey(one, isOn(Kind.PAUSED, one.name));
        one.breakerOpen = isOn(Kind.BREAKER_OPEN, one.name);
        one.relayStuck = isOn(Kind.RELAY_STUCK, one.name);
        excuseIf(one.breakerOpen, Alert.DOWNSTREAM_FAILING, one.name);
        excuseIf(one.paused, Alert.INTEGRATION_PAUSED, one.name);
        boolean broker = !isOn(Kind.BROKER_DOWN, "");
        if (broker) {
            one.receive(now());
        }
        one.act(now());
        if (broker) {
            outcomes.addAll(one.tell(now()));
        }
    }

    /** An operator's wish is in the audit log. */
    private void obey(HonestIntegration one, boolean pause) {
        if (one.paused != pause) {
            one.paused = pause;
            fixture.wish(one.name, pause ? "pause-deliveries" : "resume-deliveries");
        }
    }

    private void listen(boolean looks) {
        if (isOn(Kind.DASHBOARD_DOWN, "")) {
            down = true;
            account.isDeaf();
            return;
        }
        if (down) {
            // It looks as soon as it runs, before it has heard anything.
            watch = watch();
            heard = now();
            look();
        }
        boolean deaf = isOn(Kind.DASHBOARD_DEAF, "") || isOn(Kind.BROKER_DOWN, "");
        if (deaf) {
            account.isDeaf();
            excuseIf(heard.isBefore(now().minusSeconds(60)), Alert.LEDGER_BLIND, "operations-dashboard");
            if (looks) {
                look();
            }
        } else {
            boolean behind = down || wasDeaf;
            hear(looks || behind, behind);
        }
        down = false;
        wasDeaf = deaf;
    }

    /** @param bitByBit looking in between, as one does that has fallen behind */
    private void hear(boolean looks, boolean bitByBit) {
        if (looks) {
            writeDown(bitByBit);
        }
        account.hears();
        heard = now();
        if (looks) {
            look();
        }
    }

    private void writeDown(boolean bitByBit) {
        boolean ordersFirst = random.nextBoolean();
        if (ordersFirst) {
            take(orders, bitByBit, some -> fixture.see(some.toArray(EventEnvelope[]::new)));
        }
        take(outcomes, bitByBit, some -> fixture.hear(some.toArray(OutcomeMessage[]::new)));
        if (!ordersFirst) {
            take(orders, bitByBit, some -> fixture.see(some.toArray(EventEnvelope[]::new)));
        }
    }

    private <X> void take(List<X> topic, boolean bitByBit, Consumer<List<X>> write) {
        int size = bitByBit ? 150 : 5000;
        for (int from = 0; from < topic.size(); from += size) {
            write.accept(topic.subList(from, Math.min(topic.size(), from + size)));
            if (bitByBit) {
                look();
            }
        }
        topic.clear();
    }

    private void look() {
        looks++;
        Publishing publishing = account.look();
        fixture.lookAtMeters();
        boolean late = isExcused(Alert.UNACCOUNTED_ORDERS, "order-ingest-service");
        assertThat(publishing.unaccountedOrZero())
                .as("not published at %s", now())
                .isLessThanOrEqualTo(late ? unpublished.size() + orders.size() : 0);
        assertThat(fixture.unaccounted().values())
                .as("%s at %s", fixture.unaccounted(), now())
                .allMatch(count -> count == 0);
        Instant deafSince = heard.isBefore(now().minus(Day.PROPERTIES.deafAfter())) ? heard : null;
        Surroundings around =
                new Surroundings(now(), publishing, null, deafSince, fixture.signs.outbox(), Concerns.NONE, null);
        fixture.turn.take(now(), Duration.ofMillis(1), last -> watch.look(around, last));
        fixture.alerts.firing().forEach(this::assertExcused);
    }

    private void assertExcused(Incident incident) {
        Alert alert = incident.subject().alert();
        incidents.put(incident.id(), alert);
        assertThat(isExcused(alert, incident.subject().integration()))
                .as(
                        "%s at %s: %s; lately %s",
                        incident.subject(), now(), incident.worth().summary(), lately())
                .isTrue();
    }

    private List<Trouble> lately() {
        return troubles.stream()
                .filter(one -> one.from().isBefore(now()) && one.to().isAfter(now().minus(Duration.ofMinutes(30))))
                .toList();
    }

    private void excuseIf(boolean is, Alert alert, String integration) {
        if (is) {
            excuse(alert, integration);
        }
    }

    private void excuse(Alert alert, String integration) {
        excused.put(alert + integration, now());
    }

    private boolean isExcused(Alert alert, String integration) {
        Instant last = excused.get(alert + integration);
        Duration lingers = alert == Alert.SLA_BURN ? LENGTH : LINGERS;
        return last != null && !last.isBefore(now().minus(lingers));
    }

    private boolean isOn(Kind kind, String who) {
        return troubles.stream().anyMatch(one -> one.kind() == kind && one.who().equals(who) && one.isOn(now()));
    }

    long count(Kind kind) {
        return troubles.stream().filter(one -> one.kind() == kind).count();
    }

    /** By alert. */
    Map<Alert, Long> incidents() {
        Map<Alert, Long> counted = new EnumMap<>(Alert.class);
        incidents.values().forEach(alert -> counted.merge(alert, 1L, Long::sum));
        return counted;
    }

    int orders() {
        return placed;
    }

    int events() {
        return log.size();
    }

    Instant now() {
        return fixture.clock.instant();
    }

    @Override
    public void close() {
        account.close();
        ingest.close();
        fixture.close();
    }
}
