package io.throughline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.privacy.PersonalFields;
import io.throughline.backbone.testing.SpanCollector.Collected;
import io.throughline.events.EventEnvelope;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Exchange;
import io.throughline.stub.Hold;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.database.TableLock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every adapter promises as a whole: of what happens before and after its handlers are called. */
public interface RunningAdapterContract {

    Duration PATIENCE = Duration.ofSeconds(30);

    /** As ingest names it with the event. */
    String WEBHOOK_SPAN = "00f067aa0ba902b7";

    RunningAdapter adapter();

    /** The one that the adapter talks to. */
    StubSystem system();

    /** The first event of this order, for which the adapter asks its system for something. */
    EventEnvelope<?> first(OrderFixture order);

    /** The second event of this order, for which it does so too. */
    EventEnvelope<?> second(OrderFixture order);

    /** An order of this key for which the adapter calls its system. */
    default OrderFixture order(String key) {
        return OrderFixture.order().key(key);
    }

    /** False where it is known of the system that it tells nobody what it has made. */
    default boolean systemCanBeAsked() {
        return true;
    }

    /** What every request says that is made for this order and for no other: its key, unless it is about goods. */
    default String named(String key) {
        return key;
    }

    @Test
    default void writesAnEventDownBeforeItActs() throws Exception {
        String order = "shopify:demo-shop:9001";
        Hold calls = system().hold(request -> request.mentions(named(order)));
        try (TableLock lock = adapter().database().lock("delivery")) {
            adapter().publish(first(order(order)));

            await().atMost(PATIENCE)
                    .until(() -> !calls.held().isEmpty()
                            || lock.waiting("with incoming as").isPresent());
            assertThat(calls.held()).isEmpty();
        } finally {
            calls.carryOut();
        }
        await().atMost(PATIENCE).until(() -> reported(order).size() == 1);
    }

    @Test
    default void actsOnAnEventOnceTheOneBeforeIsFinished() {
        String order = "shopify:demo-shop:9002";
        Hold calls = system().hold(request -> request.mentions(named(order)));
        try {
            adapter().publish(first(order(order)), second(order(order)));

            await().atMost(PATIENCE)
                    .until(() -> calls.held().size() > 1
                            || (!calls.held().isEmpty() && adapter().database().openDeliveries(order) == 2));
            assertThat(calls.held()).hasSize(1);
        } finally {
            calls.carryOut();
        }
        await().atMost(PATIENCE).until(() -> reported(order).size() == 2);
        assertThat(reported(order)).extracting(DeliveryOutcome::sequence).containsExactly(1, 2);
    }

    @Test
    default void leavesADeadLetterOnTheBrokerUntilItIsWrittenDown() throws Exception {
        await().atMost(PATIENCE).until(() -> adapter().unsettled() == 0);
        try (TableLock lock = adapter().database().lock("dead_letter")) {
            adapter().publishUnreadable();

            await().atMost(PATIENCE)
                    .until(() -> adapter().unsettled() == 0
                            || lock.waiting("insert into dead_letter").isPresent());
            assertThat(adapter().unsettled()).isOne();
        }
        await().atMost(PATIENCE).until(() -> adapter().unsettled() == 0);
    }

    @Test
    default void callsWithinTheTraceThatBeganAtTheWebhook() {
        String order = "shopify:demo-shop:9004";
        String trace = "90040000000000000000000000009004";
        EventEnvelope<?> event = Events.within("00-" + trace + "-" + WEBHOOK_SPAN + "-01", first(order(order)));
        Hold calls = system().hold(request -> request.mentions(named(order)));

        adapter().publish(event);
        await().atMost(PATIENCE).until(() -> !calls.held().isEmpty());
        calls.carryOut();

        assertThat(calls.held())
                .extracting(request -> request.header("traceparent").orElse("none"))
                .allSatisfy(sent -> assertThat(sent).startsWith("00-" + trace).isNotEqualTo(event.traceparent()));
        await().atMost(PATIENCE).until(() -> reported(order).size() == 1);
        await().atMost(PATIENCE).until(() -> !spans(trace, "report").isEmpty());
        List<String> attempts =
                spans(trace, "attempt").stream().map(Collected::id).toList();
        assertThat(spans(trace, "receive orders")).extracting(Collected::parent).containsOnly(WEBHOOK_SPAN);
        assertThat(spans(trace, "attempt")).extracting(Collected::parent).containsOnly(WEBHOOK_SPAN);
        assertThat(spans(trace, "report")).extracting(Collected::parent).isSubsetOf(attempts);
        List<Collected> made = adapter().spans().of(trace).stream()
                .filter(span -> span.kind().equals("CLIENT"))
                .toList();
        assertThat(made).extracting(Collected::parent).isSubsetOf(attempts);
        assertThat(calls.held())
                .extracting(
                        request -> request.header("traceparent").orElse("none").split("-", -1)[2])
                .isSubsetOf(made.stream().map(Collected::id).toList());
    }

    private List<Collected> spans(String trace, String name) {
        return adapter().spans().of(trace).stream()
                .filter(span -> span.name().equals(name))
                .toList();
    }

    @Test
    default void tellsWhatItSentBesideTheEventThatWasRefusedAndNothingPersonal() {
        String order = "shopify:demo-shop:9005";
        EventEnvelope<?> event = first(order(order));
        system().rejectFor(order);

        adapter().publish(event);

        await().atMost(PATIENCE).until(() -> !reported(order).isEmpty());
        Exchange told = Objects.requireNonNull(reported(order).getFirst().exchange());
        assertThat(told.request()).matches("(POST|PUT|PATCH) /\\S+");
        assertThat(told.status()).isNotNull();
        // What is asked for is of the order; what the adapter itself puts in is not.
        assertThat(told.fields())
                .anySatisfy(field -> assertThat(field.from()).anyMatch(from -> from.startsWith("/order/lines/0/")))
                .anySatisfy(field -> assertThat(field.match()).isEqualTo("none"));
        assertThat(Json.mapper().writeValueAsString(told)).doesNotContain(PersonalFields.valuesOf(event.data()));
    }

    @Test
    default void namesWhatItReportedAsDeliveredAndItsSystemDoesNotHave() {
        assertThat(adapter().inspects()).as("has an Inspector").isEqualTo(systemCanBeAsked());
        if (!systemCanBeAsked()) {
            return;
        }
        String kept = "shopify:demo-shop:9006";
        String lost = "shopify:demo-shop:9007";
        adapter().publish(first(order(kept)), first(order(lost)));
        await().atMost(PATIENCE)
                .until(() -> !reported(kept).isEmpty() && !reported(lost).isEmpty());

        system().lose(lost);

        await().atMost(PATIENCE).until(() -> {
            adapter().inspect();
            return !adapter().absent().isEmpty();
        });
        assertThat(adapter().absent()).allSatisfy(effect -> {
            assertThat(effect.orderKey()).isEqualTo(lost);
            assertThat(effect.revision()).isEqualTo(reported(lost).getFirst().revision());
            assertThat(effect.reference()).isEqualTo(reported(lost).getFirst().reference());
        });
    }

    @Test
    default void doesNothingForAnOrderThatIsATest() {
        String order = "shopify:demo-shop:9003";
        Hold calls = system().hold(request -> request.mentions(named(order)));
        try {
            adapter().publish(first(order(order).test()));

            await().atMost(PATIENCE)
                    .until(() -> !calls.held().isEmpty() || !reported(order).isEmpty());
            assertThat(calls.held()).isEmpty();
        } finally {
            calls.forget();
        }
        assertThat(reported(order)).extracting(DeliveryOutcome::code).containsExactly("test-order");
    }

    private List<DeliveryOutcome> reported(String order) {
        return adapter().outcomes().stream()
                .filter(outcome -> outcome.orderKey().equals(order))
                .toList();
    }
}
