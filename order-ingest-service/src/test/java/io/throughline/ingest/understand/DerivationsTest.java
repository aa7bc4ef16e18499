package io.throughline.ingest.understand;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.json.Json;
import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderChanged;
import io.throughline.events.OrderDeleted;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderFulfillmentUpdated;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.events.order.Order;
import io.throughline.ingest.store.Ending.Result;
import io.throughline.ingest.store.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DerivationsTest {

    static final Terms LONG_AGO = terms(Instant.EPOCH, null);
    static final OrderState UNKNOWN = new OrderState(
            "standard:tea-house:T-100", UUID.fromString("0195936e-8a1c-7000-8000-000000000001"), 0, null, false, false);

    final OrderHistory history = new OrderHistory();

    @Test
    void announcesANewOrder() {
        Derivation derivation = snapshot(UNKNOWN, history.next(order -> {}));

        assertThat(derivation.events()).singleElement().isInstanceOf(OrderPlaced.class);
        assertThat(derivation.after().lastSequence()).isEqualTo(1);
    }

    @Test
    void tellsTheWholePastOfAnOrderThatIsSeenLate() {
        Derivation derivation = snapshot(UNKNOWN, history.next(order -> {
            OrderHistory.pay(order);
            OrderHistory.fulfill(order, 4);
            OrderHistory.refund(order, "r1", 500);
            OrderHistory.refund(order, "r2", 0);
            OrderHistory.cancel(order);
        }));

        assertThat(kinds(derivation))
                .containsExactly(
                        OrderPlaced.class,
                        OrderPaid.class,
                        OrderFulfillmentUpdated.class,
                        OrderRefunded.class,
                        OrderRefunded.class,
                        OrderCancelled.class);
        assertThat(derivation.after().lastSequence()).isEqualTo(6);
    }

    @Test
    void namesTheFieldsThatChanged() {
        OrderState known = placed();

        Derivation derivation = snapshot(known, history.next(order -> {
            OrderHistory.note(order, "ring twice");
            order.put("displayNumber", "T-100b");
        }));

        assertThat(derivation.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        OrderChanged.class,
                        changed -> assertThat(changed.change().fields()).containsExactly("displayNumber", "note"));
    }

    @Test
    void doesNotCallAFulfillmentAChange() {
        OrderState known = placed();

        Derivation derivation = snapshot(known, history.next(order -> OrderHistory.fulfill(order, 1)));

        assertThat(kinds(derivation)).containsExactly(OrderFulfillmentUpdated.class);
    }

    @Test
    void reportsARefundAgainWhenMoreOfItIsSettled() {
        OrderState known = snapshot(placed(), history.next(order -> OrderHistory.refund(order, "r1", 0)))
                .after();

        Derivation derivation = snapshot(known, history.next(order -> OrderHistory.refund(order, "r1", 700)));

        assertThat(derivation.events()).singleElement().isInstanceOfSatisfying(OrderRefunded.class, refunded -> {
            assertThat(refunded.change().refundId()).isEqualTo("r1");
            assertThat(refunded.change().settledBefore().minor()).isZero();
            assertThat(refunded.change().settledAfter().minor()).isEqualTo(700);
        });
    }

    @Test
    void reportsARefundThatWasTakenBack() {
        OrderState known = snapshot(placed(), history.next(order -> OrderHistory.refund(order, "r1", 700)))
                .after();

        Derivation derivation = snapshot(known, history.next(order -> order.putArray("refunds")));

        assertThat(derivation.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        OrderRefunded.class,
                        refunded -> assertThat(refunded.change().settledAfter().minor())
                                .isZero());
    }

    @Test
    void ignoresAnOlderSnapshot() {
        Order first = history.next(order -> {});
        Order second = history.next(OrderHistory::pay);
        OrderState known = snapshot(UNKNOWN, second).after();

        Derivation derivation = snapshot(known, first);

        assertThat(derivation.code()).isEqualTo("older");
        assertThat(derivation.after()).isEqualTo(known);
    }

    @Test
    void recognisesTheSameSnapshot() {
        Order first = history.next(order -> {});

        Derivation derivation = snapshot(snapshot(UNKNOWN, first).after(), first);

        assertThat(derivation.result()).isEqualTo(Result.NO_CHANGE);
        assertThat(derivation.code()).isEqualTo("same");
    }

    @Test
    void decidesNothingWhenOneVersionHasTwoContents() {
        Order first = history.next(order -> {});
        OrderState known = snapshot(UNKNOWN, first).after();
        Order other = OrderHistory.order(OrderHistory::pay);

        Derivation derivation = snapshot(known, other);

        assertThat(other.sourceVersion()).isEqualTo(first.sourceVersion());
        assertThat(derivation.result()).isEqualTo(Result.QUARANTINED);
        assertThat(derivation.code()).isEqualTo("same-version-differs");
        assertThat(derivation.after()).isEqualTo(known);
    }

    @Test
    void staysSilentAboutAnOrderFromBeforeGoLive() {
        Instant goLive = OrderHistory.CREATED.plusSeconds(1);

        Derivation first = Derivations.ofSnapshot(UNKNOWN, history.next(order -> {}), terms(goLive, null));
        Derivation second = Derivations.ofSnapshot(first.after(), history.next(OrderHistory::pay), terms(goLive, null));
        Derivation gone = Derivations.ofDeletion(second.after());

        assertThat(List.of(first, second, gone)).allSatisfy(derivation -> {
            assertThat(derivation.code()).isEqualTo("before-go-live");
            assertThat(derivation.events()).isEmpty();
        });
        assertThat(second.after().snapshot())
                .isNotNull()
                .satisfies(order -> assertThat(order.status().payment()).isEqualTo("paid"));
    }

    @Test
    void ownsAnOrderCreatedAtTheInstantOfGoLive() {
        assertThat(Derivations.ofSnapshot(UNKNOWN, history.next(order -> {}), terms(OrderHistory.CREATED, null))
                        .events())
                .isNotEmpty();
    }

    @Test
    void goesOnWithAnOrderItPublishedEvenIfGoLiveIsMoved() {
        Derivation derivation = Derivations.ofSnapshot(
                placed(), history.next(OrderHistory::pay), terms(OrderHistory.CREATED.plusSeconds(60), null));

        assertThat(kinds(derivation)).containsExactly(OrderPaid.class);
    }

    @Test
    void carriesTheLastSnapshotWhenAnOrderIsDeleted() {
        Derivation derivation = Derivations.ofDeletion(placed());

        assertThat(derivation.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        OrderDeleted.class,
                        deleted -> assertThat(deleted.order().status().order()).isEqualTo("deleted"));
        assertThat(derivation.after().deleted()).isTrue();
    }

    @Test
    void tellsOfADeletedOrderWhatComesLateButDoesNotBringItBack() {
        Order shipped = history.next(order -> {
            OrderHistory.pay(order);
            OrderHistory.fulfill(order, 1);
        });
        OrderState tombstone = Derivations.ofDeletion(UNKNOWN).after();

        Derivation late = snapshot(tombstone, shipped);
        Derivation again = snapshot(late.after(), shipped);

        assertThat(kinds(late))
                .containsExactly(OrderPlaced.class, OrderPaid.class, OrderFulfillmentUpdated.class, OrderDeleted.class);
        assertThat(late.events())
                .allSatisfy(event -> assertThat(event.order().status().order()).isEqualTo("deleted"));
        assertThat(late.after().deleted()).isTrue();
        assertThat(again.code()).isEqualTo("deleted");
        assertThat(again.events()).isEmpty();
    }

    @Test
    void saysThatGoodsMayLeaveOnAnAuthorizationAndMustNotWhenItIsVoided() {
        OrderState known = placed();

        Derivation authorized = snapshot(known, history.next(order -> OrderHistory.payment(order, "authorized")));
        Derivation voided = snapshot(authorized.after(), history.next(order -> OrderHistory.payment(order, "voided")));

        assertThat(List.of(authorized, voided))
                .allSatisfy(derivation -> assertThat(derivation.events())
                        .singleElement()
                        .isInstanceOfSatisfying(
                                OrderChanged.class,
                                changed -> assertThat(changed.change().fields()).containsExactly("status")));
    }

    @Test
    void reportsARefundThatWasTakenBackBeforeItWasSettled() {
        OrderState known = snapshot(placed(), history.next(order -> OrderHistory.refund(order, "r1", 0)))
                .after();

        Derivation derivation = snapshot(known, history.next(order -> order.putArray("refunds")));

        assertThat(kinds(derivation)).containsExactly(OrderRefunded.class);
    }

    @Test
    void bringsADeletedOrderBackWhenTheStorefrontSaysSo() {
        Order placed = history.next(order -> {});
        OrderState gone =
                Derivations.ofDeletion(snapshot(UNKNOWN, placed).after()).after();

        Derivation derivation = Derivations.ofRestoration(gone, placed, LONG_AGO);

        assertThat(derivation.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        OrderChanged.class,
                        changed -> assertThat(changed.change().fields()).containsExactly("status"));
        assertThat(derivation.after().deleted()).isFalse();
        assertThat(derivation.after().lastSequence()).isEqualTo(3);
    }

    @Test
    void doesNotBringADeletedOrderBackAsItWasBefore() {
        Order first = history.next(order -> {});
        OrderState gone = Derivations.ofDeletion(
                        snapshot(UNKNOWN, history.next(OrderHistory::pay)).after())
                .after();

        assertThat(Derivations.ofRestoration(gone, first, LONG_AGO).code()).isEqualTo("older");
    }

    @Test
    void announcesAnOrderThatIsFirstHeardOfWhenItIsTakenFromTheBin() {
        Order order = history.next(body -> {});
        OrderState tombstone = Derivations.ofDeletion(UNKNOWN).after();

        assertThat(kinds(Derivations.ofRestoration(tombstone, order, LONG_AGO))).containsExactly(OrderPlaced.class);
        assertThat(kinds(Derivations.ofRestoration(UNKNOWN, order, LONG_AGO))).containsExactly(OrderPlaced.class);
    }

    @Test
    void remembersAVersionThatChangedNothingOfOurs() {
        Order second;
        OrderState known = placed();
        second = history.next(order ->
                order.putArray("tenders").addObject().put("kind", "card").put("gateway", "x"));

        Derivation derivation = snapshot(known, second);

        assertThat(derivation.code()).isEqualTo("nothing-of-ours");
        assertThat(derivation.after().snapshot()).isEqualTo(second);
    }

    @Test
    void endsTheSameWhateverOrderTheWebhooksComeIn() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            List<Order> history = OrderHistory.random(random);

            List<OrderEvent> events = new ArrayList<>();
            OrderState end = play(arrivals(history, random), events);

            assertThat(end.snapshot()).as("seed %d", seed).isEqualTo(history.getLast());
            assertThat(end.lastSequence()).as("seed %d", seed).isEqualTo(events.size());
            assertThat(distinct(events)).as("seed %d", seed).hasSameSizeAs(events);
            assertThat(events.getFirst()).isInstanceOf(OrderPlaced.class);
            assertThat(events.stream().filter(OrderPlaced.class::isInstance)).hasSize(1);
            assertSettlementsFollowEachOther(events, history.getLast());
        }
    }

    /** Every version at least once, some twice, shuffled. */
    private static List<Order> arrivals(List<Order> history, Random random) {
        List<Order> arrivals = new ArrayList<>(history);
        history.stream().filter(order -> random.nextInt(3) == 0).forEach(arrivals::add);
        Collections.shuffle(arrivals, random);
        return arrivals;
    }

    private static OrderState play(List<Order> arrivals, List<OrderEvent> events) {
        OrderState state = UNKNOWN;
        for (Order order : arrivals) {
            Derivation derivation = snapshot(state, order);
            assertThat(derivation.after().lastSequence())
                    .isEqualTo(state.lastSequence() + derivation.events().size());
            events.addAll(derivation.events());
            state = derivation.after();
        }
        return state;
    }

    private static Set<String> distinct(List<OrderEvent> events) {
        Set<String> seen = new HashSet<>();
        for (OrderEvent event : events) {
            String change =
                    event instanceof OrderRefunded refunded ? refunded.change().toString() : "";
            seen.add(event.getClass().getSimpleName() + event.order().sourceVersion() + change);
        }
        return seen;
    }

    /** What one event says was settled after, the next one of that refund says was settled before. */
    private static void assertSettlementsFollowEachOther(List<OrderEvent> events, Order last) {
        for (var refund : last.refunds()) {
            long settled = 0;
            for (OrderEvent event : events) {
                if (event instanceof OrderRefunded(var order, var change)
                        && change.refundId().equals(refund.refundId())) {
                    assertThat(change.settledBefore().minor()).isEqualTo(settled);
                    settled = change.settledAfter().minor();
                }
            }
            assertThat(settled).isEqualTo(refund.settled().minor());
        }
    }

    @Test
    void comparesSnapshotsAsTheyComeBackFromTheStore() {
        Order first = history.next(order -> OrderHistory.fulfill(order, 1));
        Order stored = Json.mapper().readValue(Json.mapper().writeValueAsBytes(first), Order.class);

        assertThat(snapshot(UNKNOWN.with(stored, 1), first).code()).isEqualTo("same");
    }

    @Test
    void believesAFetchOnceTheVersionCannotChangeAnyMore() {
        Order first = history.next(order -> {});
        OrderState known = snapshot(UNKNOWN, first).after();
        Order other = OrderHistory.order(OrderHistory::pay);
        Instant settled = first.sourceVersion().plusSeconds(4);

        Derivation early = Derivations.ofSnapshot(known, other, terms(Instant.EPOCH, settled.minusMillis(1)));
        Derivation late = Derivations.ofSnapshot(known, other, terms(Instant.EPOCH, settled));

        assertThat(early.code()).isEqualTo("same-version-differs");
        assertThat(kinds(late)).containsExactly(OrderPaid.class);
    }

    @Test
    void callsAMissingOrderDeletedOnlyWhenThatWasSaid() {
        OrderState placed = placed();

        assertThat(Derivations.ofMissing(UNKNOWN)).satisfies(missing -> {
            assertThat(missing.result()).isEqualTo(Result.NO_CHANGE);
            assertThat(missing.code()).isEqualTo("gone");
        });
        assertThat(Derivations.ofMissing(placed).result()).isEqualTo(Result.QUARANTINED);
        assertThat(Derivations.ofMissing(Derivations.ofDeletion(placed).after()).code())
                .isEqualTo("deleted");
    }

    private static Terms terms(Instant ownedFrom, @Nullable Instant fetchedAt) {
        return new Terms(ownedFrom, true, Duration.ofSeconds(4), fetchedAt);
    }

    private OrderState placed() {
        return snapshot(UNKNOWN, history.next(order -> {})).after();
    }

    private static Derivation snapshot(OrderState known, Order order) {
        return Derivations.ofSnapshot(known, order, LONG_AGO);
    }

    private static List<Class<?>> kinds(Derivation derivation) {
        return derivation.events().stream().<Class<?>>map(OrderEvent::getClass).toList();
    }
}
