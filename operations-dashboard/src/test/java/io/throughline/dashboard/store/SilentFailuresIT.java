package io.throughline.dashboard.store;

import static io.throughline.dashboard.Events.FULFILLMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.intake.PublishAccount;
import io.throughline.dashboard.intake.StubIngest;
import io.throughline.dashboard.ledger.AbsentDelivery;
import io.throughline.dashboard.ledger.Appended;
import io.throughline.dashboard.ledger.Condition;
import io.throughline.dashboard.ledger.Publishing;
import io.throughline.dashboard.ledger.Reception;
import io.throughline.dashboard.ledger.Reception.Published;
import io.throughline.dashboard.ledger.Standing;
import io.throughline.dashboard.ledger.Window;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Failures that leave no error behind, fifty of each kind among as many orders that go well: each is named by its order
 * within a minute of its deadline, not before, and nothing else is. A webhook that never came is found by ingest.
 */
@ExtendWith(OutputCaptureExtension.class)
class SilentFailuresIT {

    private static final Pattern ORDER_KEY = Pattern.compile("shopify:demo-shop:[0-9]+");

    static final int SILENT = 50;
    static final Duration MINUTE = Duration.ofSeconds(60);
    static final Duration PUBLISH = Duration.ofSeconds(30);
    static final Duration RECEIVE = PUBLISH.plusSeconds(30);
    static final int BEAT = 5;

    /** A look comes four seconds after the heartbeat: what it sees is as old as it may be. */
    static final int LOOK = 4;

    final LedgerFixture fixture = new LedgerFixture();
    final StubIngest ingest = new StubIngest(100);
    final PublishAccount account = new PublishAccount(ingest, fixture.published, fixture.clock);
    final Instant start = fixture.clock.instant();

    /** Every second order goes well. */
    final List<EventEnvelope<?>> well = orders(0);

    final List<EventEnvelope<?>> silent = orders(1);
    final Map<String, Instant> named = new TreeMap<>();

    /** Open at the integration now, by what it says itself. */
    final Set<EventEnvelope<?>> open = new TreeSet<>(Comparator.comparing(EventEnvelope::acceptedAt));

    boolean alive = true;

    @BeforeEach
    void announce() {
        fixture.hear(
                Events.announcement(FULFILLMENT, start.minusSeconds(3600)),
                Events.heartbeat(FULFILLMENT, start, 0, null));
    }

    @AfterEach
    void close() {
        account.close();
        ingest.close();
        fixture.close();
    }

    @Test
    void fiftyEventsThatWereNeverPublishedAreNamed() {
        Stream.of(well, silent).flatMap(List::stream).forEach(ingest::append);

        run(Duration.ofSeconds(220), this::goWell, () -> {
            Publishing publishing = account.look();
            assertThat(publishing.unaccounted()).isEqualTo(publishing.missing().size());
            return publishing.missing().stream().map(Appended::orderKey);
        });

        assertNamed("never published", event -> event.acceptedAt().plus(PUBLISH));
    }

    @Test
    void fiftyEventsThatWereNeverReceivedAreNamed(CapturedOutput output) {
        run(
                Duration.ofSeconds(220),
                second -> {
                    goWell(second);
                    at(silent, second, 1).forEach(fixture::see);
                },
                this::unreceived);

        assertNamed("never received", event -> event.acceptedAt().plus(RECEIVE));
        assertThat(overview().condition()).isEqualTo(Condition.UNACCOUNTED);
        assertThat(loggedOnce(output, "event.unreceived")).isEqualTo(keys(silent));
    }

    @Test
    void fiftyEventsThatAnIntegrationLostAreNamedWhenNobodyActedOnThem(CapturedOutput output) {
        run(
                Duration.ofSeconds(460),
                second -> {
                    goWell(second);
                    at(silent, second, 1).forEach(fixture::see);
                    at(silent, second, 2).forEach(open::add);
                    at(silent, second, 20).forEach(open::remove);
                },
                () -> {
                    // As one that it does not have it was named long before.
                    assertThat(unreceived().toList()).containsAll(unacted().toList());
                    return unacted();
                });

        assertNamed("never acted on", event -> event.acceptedAt().plus(Events.SLA));
        assertThat(overview().unaccounted()).isEqualTo(SILENT);
        assertThat(overview().figures().missed()).isEqualTo(SILENT);
        assertThat(loggedOnce(output, "event.unaccounted")).isEqualTo(keys(silent));
    }

    @Test
    void fiftyEventsThatAnIntegrationKeepsOpenPastItsPromiseAreMissedAndNotLost() {
        run(
                Duration.ofSeconds(460),
                second -> {
                    goWell(second);
                    at(silent, second, 1).forEach(fixture::see);
                    at(silent, second, 2).forEach(open::add);
                },
                () -> Stream.concat(unreceived(), unacted()));

        assertThat(named).isEmpty();
        assertThat(overview().figures().missed()).isEqualTo(SILENT);
        assertThat(fixture.sla(FULFILLMENT, "missed")).isEqualTo(SILENT);
        assertThat(overview().open()).isEqualTo(SILENT);
    }

    @Test
    void fiftyDeliveriesThatWereReportedAndAreNotThereAreNamed(CapturedOutput output) {
        int inspection = 200;
        run(
                Duration.ofSeconds(260),
                second -> {
                    goWell(second);
                    at(silent, second, 1).forEach(fixture::see);
                    at(silent, second, 3).forEach(this::deliver);
                    if (second == inspection) {
                        silent.forEach(event -> fixture.hear(Events.absent(
                                FULFILLMENT, Events.outcome(event, Result.DELIVERED, event.acceptedAt()), now())));
                    }
                },
                () -> {
                    fixture.effectMeters.read();
                    Stream<String> absent =
                            fixture.absent.open(FULFILLMENT).stream().map(AbsentDelivery::orderKey);
                    return counted("effect", absent);
                });

        assertNamed("false success", event -> start.plusSeconds(inspection));
        assertThat(overview().inspection().absent()).isEqualTo(SILENT);
        assertThat(loggedOnce(output, "effect.absent")).isEqualTo(keys(silent));
    }

    @Test
    void anIntegrationThatIsDeadIsNamedAndWhatItLostWhenItComesBackWithoutIt(CapturedOutput output) {
        Happening placed = second -> {
            goWell(second);
            at(silent, second, 1).forEach(fixture::see);
            at(silent, second, 2).forEach(open::add);
        };
        run(Duration.ofSeconds(110), placed, this::unreceived);
        alive = false;
        Instant deadline = now().plus(LedgerFixture.PROPERTIES.silentAfter());

        Instant dead = whenDead(Duration.ofSeconds(590));
        assertThat(named).isEmpty();
        open.clear();
        alive = true;
        Instant back = now();
        run(Duration.ofSeconds(100), second -> {}, this::unreceived);

        assertThat(Duration.between(deadline, dead)).isBetween(Duration.ZERO, MINUTE);
        assertThat(output.getOut()).containsOnlyOnce("integration.silent");
        assertNamed("lost by one that was dead", event -> back.plus(RECEIVE.minus(PUBLISH)));
    }

    /** Of an integration that says nothing its events are not called missing. */
    private Instant whenDead(Duration within) {
        List<Instant> dead = new ArrayList<>();
        run(within, second -> {}, () -> {
            fixture.receiveMeters.read();
            if (overview().condition() == Condition.SILENT) {
                dead.add(now());
            }
            return Stream.concat(unacted(), reception().events().stream().map(Published::orderKey));
        });
        return dead.getFirst();
    }

    @Test
    void theDeadlinesAreThoseThatAreShipped() {
        DashboardProperties shipped = new Binder(new MapConfigurationPropertySource(Map.of(
                        "throughline.dashboard.retention-every", "1m", "throughline.dashboard.meters-every", "5s")))
                .bind("throughline.dashboard", DashboardProperties.class)
                .get();

        assertThat(LedgerFixture.PROPERTIES)
                .extracting(
                        DashboardProperties::unaccountedAfter,
                        DashboardProperties::publishWithin,
                        DashboardProperties::receiveWithin,
                        DashboardProperties::settling,
                        DashboardProperties::silentAfter)
                .containsExactly(
                        shipped.unaccountedAfter(),
                        shipped.publishWithin(),
                        shipped.receiveWithin(),
                        shipped.settling(),
                        shipped.silentAfter());
    }

    private List<EventEnvelope<?>> orders(int from) {
        return IntStream.range(0, SILENT)
                .mapToObj(place -> 2 * place + from)
                .<EventEnvelope<?>>map(order -> Events.placed(order, start.plusSeconds(order)))
                .toList();
    }

    private void goWell(int second) {
        at(well, second, 1).forEach(fixture::see);
        at(well, second, 2).forEach(open::add);
        at(well, second, 3).forEach(this::deliver);
    }

    private void deliver(EventEnvelope<?> event) {
        open.remove(event);
        fixture.report(FULFILLMENT, Events.outcome(event, Result.DELIVERED, now()));
    }

    /** Accepted so many seconds ago. */
    private static Stream<EventEnvelope<?>> at(List<EventEnvelope<?>> events, int second, int ago) {
        return events.stream().filter(event -> event.acceptedAt().equals(LedgerFixture.NOW.plusSeconds(second - ago)));
    }

    private interface Happening {

        void at(int second);
    }

    /** Second by second from where the clock is; whatever is named for the first time is noted with the instant. */
    private void run(Duration length, Happening happening, Supplier<Stream<String>> look) {
        int from = (int) Duration.between(start, now()).toSeconds();
        for (int second = from + 1; second <= from + length.toSeconds(); second++) {
            fixture.clock.advance(Duration.ofSeconds(1));
            account.hears();
            happening.at(second);
            if (second % BEAT == 0 && alive) {
                fixture.hear(Events.heartbeat(FULFILLMENT, now(), open.size(), oldestOpen()));
            }
            if (second % BEAT == LOOK) {
                fixture.meters.read();
                look.get().forEach(key -> named.putIfAbsent(key, now()));
            }
        }
    }

    private @Nullable Instant oldestOpen() {
        return open.stream().findFirst().map(EventEnvelope::acceptedAt).orElse(null);
    }

    private Stream<String> unreceived() {
        fixture.receiveMeters.read();
        return counted("receive", reception().events().stream().map(Published::orderKey));
    }

    private Stream<String> unacted() {
        return counted(
                "act",
                fixture.ledger.unacted().getOrDefault(FULFILLMENT, List.of()).stream()
                        .map(Published::orderKey));
    }

    /** As many as the gauge says. */
    private Stream<String> counted(String stage, Stream<String> names) {
        List<String> all = names.toList();
        Gauge gauge = fixture.registry
                .find("throughline.unaccounted")
                .tags("integration", FULFILLMENT, "stage", stage)
                .gauge();
        assertThat(gauge == null ? 0 : gauge.value()).as(stage).isEqualTo(all.size());
        return all.stream();
    }

    private void assertNamed(String kind, Function<EventEnvelope<?>, Instant> deadline) {
        assertThat(named.keySet()).as(kind).isEqualTo(keys(silent));
        List<Duration> delays = silent.stream()
                .map(event ->
                        Duration.between(deadline.apply(event), Objects.requireNonNull(named.get(event.orderKey()))))
                .sorted()
                .toList();
        assertThat(delays).as(kind).allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, MINUTE));
        System.out.printf(
                "%s: %d of %d named, %d to %d s after the deadline%n",
                kind,
                named.size(),
                SILENT,
                delays.getFirst().toSeconds(),
                delays.getLast().toSeconds());
    }

    private static Set<String> keys(List<EventEnvelope<?>> events) {
        return events.stream().map(EventEnvelope::orderKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Orders in lines of the log with this message; each may be in one only. */
    private static Set<String> loggedOnce(CapturedOutput output, String message) {
        List<String> lines =
                output.getOut().lines().filter(line -> line.contains(message)).toList();
        assertThat(lines).hasSize(SILENT);
        return keysIn(lines);
    }

    /** However the log is written: as text where no application ran in this process before, as JSON afterwards. */
    private static Set<String> keysIn(List<String> lines) {
        return lines.stream()
                .flatMap(line -> ORDER_KEY.matcher(line).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Instant now() {
        return fixture.clock.instant();
    }

    private Reception reception() {
        return Objects.requireNonNull(overview().reception());
    }

    private Standing overview() {
        return fixture.ledger.overview(Window.DAY).integrations().getFirst();
    }
}
