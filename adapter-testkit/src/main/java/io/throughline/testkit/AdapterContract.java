package io.throughline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.backbone.privacy.PersonalFields;
import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.DeliveryFailure;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.stub.Effect;
import io.throughline.stub.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every adapter promises of every handler. A handler's test implements the three getters and inherits the rest;
 * whoever finds a new promise adds it here. A promise that does not concern a handler holds.
 */
public interface AdapterContract<E extends OrderEvent> extends RequestContract {

    /** A handler that talks to {@link #system}, with a timeout above a second. */
    EventHandler<E> handler();

    /** An event that this handler acts on, by at most one effect of each operation; the same throughout a test. */
    EventEnvelope<E> event();

    /** Whether the system can be asked what was made before; false where it offers no more than to recognise a key. */
    default boolean systemCanBeAsked() {
        return true;
    }

    @Test
    default void declaresTheTypeItActsOn() {
        assertThat(handler().type()).isEqualTo(event().type());
    }

    @Test
    default void hasItsEffectExactlyOnce() {
        int before = system().effects().size();

        Outcome outcome = attempt(1, false, List.of());

        assertThat(outcome.isIgnored()).isFalse();
        assertThat(operationsSince(before)).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    default void hasOneEffectWhenTheSameEventComesTwice() {
        int before = system().effects().size();
        attempt(1, false, List.of());
        List<Effect> once = effectsSince(before);

        Outcome again = attempt(1, false, List.of());

        assertThat(again.isIgnored()).isFalse();
        assertThat(effectsSince(before)).isEqualTo(once);
    }

    @Test
    default void hasOneEffectWhenAnotherEventAsksForTheSame() {
        int before = system().effects().size();
        attempt(1, false, List.of());
        List<Effect> once = effectsSince(before);

        handler().handle(EventVariant.numberedAnew(event()), delivery(1, false, List.of()));

        assertThat(effectsSince(before)).isEqualTo(once);
    }

    @Test
    default void hasOneEffectWhenAnAnswerIsLostAndTheAttemptRepeated() {
        int before = system().effects().size();
        system().failNext(1, Fault.DROPPED);
        Delivery first = delivery(1, false, List.of());
        TransientFailure lost = failureOf(TransientFailure.class, first);

        Outcome repeated = attempt(2, true, first.finishedSteps());

        assertThat(lost.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(repeated.isIgnored()).isFalse();
        assertThat(operationsSince(before)).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    default void asksBeforeItSendsAgainWhatMayHaveArrived() {
        if (!systemCanBeAsked()) {
            return;
        }
        int before = system().effects().size();
        system().failNext(1, Fault.DROPPED);
        Delivery first = delivery(1, false, List.of());
        failureOf(TransientFailure.class, first);
        system().honourIdempotency(false);

        attempt(2, true, first.finishedSteps());

        assertThat(operationsSince(before)).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    default void repeatsNoStepThatIsFinished() {
        int none = system().requests();
        Delivery first = delivery(1, false, List.of());
        handler().handle(event(), first);
        if (first.finishedSteps().isEmpty()) {
            return;
        }
        int whole = system().changesAfter(none).size();

        attempt(2, false, first.finishedSteps());

        assertThat(system().changesAfter(none))
                .hasSize(2 * whole - first.finishedSteps().size());
    }

    @Test
    default void startsNothingForAnOrderThatEndedSince() {
        if (!event().type().equals(OrderPlaced.TYPE)) {
            return;
        }
        int before = system().effects().size();
        EventEnvelope<E> placed = EventVariant.cancelledSince(event());

        Outcome outcome = handler().handle(placed, delivery(1, false, List.of()));

        assertThat(outcome.isIgnored()).isTrue();
        assertThat(effectsSince(before)).isEmpty();
    }

    @Test
    default void triesAgainLaterWhenTheSystemIsUnavailable() {
        int before = system().effects().size();
        system().failNext(1, Fault.UNAVAILABLE);

        TransientFailure failure = failureOf(TransientFailure.class, delivery(1, false, List.of()));

        assertThat(failure.code()).isEqualTo(system().name() + "-unavailable");
        assertThat(effectsSince(before)).isEmpty();
        assertNothingPersonal(failure);
    }

    @Test
    default void waitsAsLongAsTheSystemAsks() {
        system().failNext(1, Fault.rateLimited(Duration.ofSeconds(7)));

        TransientFailure failure = failureOf(TransientFailure.class, delivery(1, false, List.of()));

        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertNothingPersonal(failure);
    }

    @Test
    default void blamesTheAccessAndNotTheEventWhenItIsNotLetIn() {
        system().failNext(2, Fault.UNAUTHORIZED); // the second once access was renewed

        TransientFailure failure = failureOf(TransientFailure.class, delivery(1, false, List.of()));

        assertThat(failure.kind()).isEqualTo(Kind.ACCESS);
        assertNothingPersonal(failure);
    }

    @Test
    default void givesUpOnWhatTheSystemRefusesForGood() {
        int before = system().effects().size();
        system().rejectFor(event().orderKey());

        PermanentFailure failure = failureOf(PermanentFailure.class, delivery(1, false, List.of()));

        assertThat(failure.code()).isEqualTo(system().name() + "-rejected");
        assertThat(effectsSince(before)).isEmpty();
        assertNothingPersonal(failure);
    }

    @Test
    default void asksOnceForWhatTheSystemRefuses() {
        system().rejectFor(event().orderKey());
        int before = system().requests();

        failureOf(DeliveryFailure.class, delivery(1, false, List.of()));

        // What is refused together may be asked for in parts, but nothing twice.
        assertThat(system().changesAfter(before)).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    default void endsWhenItsTimeIsOver() throws Exception {
        int before = system().requests();
        system().failNext(1, Interruption.HANG);

        // What the runtime does when an attempt takes too long.
        Throwable end = Interruption.of(
                () -> handler().handle(event(), delivery(1, false, List.of())), () -> system().requests() > before);

        assertThat(end).isInstanceOf(TransientFailure.class).hasFieldOrPropertyWithValue("kind", Kind.UNKNOWN);
    }

    @Test
    default void logsNothingPersonal() {
        try (LoggedText logged = LoggedText.ofThisThread()) {
            system().rejectFor(event().orderKey());
            failureOf(DeliveryFailure.class, delivery(1, false, List.of()));
            system().clearFaults();
            system().failNext(1, Fault.UNAVAILABLE);
            failureOf(DeliveryFailure.class, delivery(1, false, List.of()));
            attempt(2, true, List.of());

            assertThat(logged.text()).doesNotContain(PersonalFields.valuesOf(event().data()));
        }
    }

    private Outcome attempt(int number, boolean mayHaveReachedDownstream, List<String> finishedSteps) {
        return handler().handle(event(), delivery(number, mayHaveReachedDownstream, finishedSteps));
    }

    private <F extends DeliveryFailure> F failureOf(Class<F> kind, Delivery delivery) {
        return assertThatExceptionOfType(kind)
                .isThrownBy(() -> handler().handle(event(), delivery))
                .actual();
    }

    private Delivery delivery(int attempt, boolean mayHaveReachedDownstream, List<String> finishedSteps) {
        return new Delivery(event().orderKey(), attempt, 1, mayHaveReachedDownstream, finishedSteps);
    }

    private List<Effect> effectsSince(int before) {
        return system().effects().stream().skip(before).toList();
    }

    // Not the keys: two effects are two, whatever keys they were asked for by.
    private List<String> operationsSince(int before) {
        return effectsSince(before).stream().map(Effect::operation).toList();
    }

    private void assertNothingPersonal(DeliveryFailure failure) {
        assertThat(failure.getMessage()).doesNotContain(PersonalFields.valuesOf(event().data()));
    }
}
