package io.throughline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.backbone.privacy.PersonalFields;
import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.DeliveryFailure;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every adapter promises of every handler. A handler's test implements the three getters and inherits the rest;
 * whoever finds a new promise adds it here.
 */
public interface AdapterContract<E extends OrderEvent> {

    /** A handler that talks to {@link #system}, with a timeout above a second. */
    EventHandler<E> handler();

    /** An event that this handler acts on; the same at every call within a test. */
    EventEnvelope<E> event();

    /** In the state in which the event finds it: what earlier events of the order made is there. */
    StubSystem system();

    @Test
    default void declaresTheTypeItActsOn() {
        assertThat(handler().type()).isEqualTo(event().type());
    }

    @Test
    default void hasItsEffectExactlyOnce() {
        int before = system().effects().size();

        Outcome outcome = attempt(1, false, List.of());

        assertThat(outcome.isIgnored()).isFalse();
        assertThat(effectsSince(before)).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    default void hasOneEffectWhenTheSameEventComesTwice() {
        int before = system().effects().size();
        attempt(1, false, List.of());
        List<String> once = effectsSince(before);

        Outcome again = attempt(1, false, List.of());

        assertThat(again.isIgnored()).isFalse();
        assertThat(effectsSince(before)).isEqualTo(once);
    }

    @Test
    default void hasOneEffectWhenAnAnswerIsLostAndTheAttemptRepeated() {
        int before = system().effects().size();
        system().failNext(1, Fault.DROPPED);
        Delivery first = delivery(1, false, List.of());
        TransientFailure lost = transientFailureOf(first);

        Outcome repeated = attempt(2, true, first.finishedSteps());

        assertThat(lost.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(repeated.isIgnored()).isFalse();
        assertThat(effectsSince(before)).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    default void triesAgainLaterWhenTheSystemIsUnavailable() {
        int before = system().effects().size();
        system().failNext(1, Fault.UNAVAILABLE);

        TransientFailure failure = transientFailureOf(delivery(1, false, List.of()));

        assertThat(failure.code()).isEqualTo(system().name() + "-unavailable");
        assertThat(effectsSince(before)).isEmpty();
        assertNothingPersonal(failure);
    }

    @Test
    default void waitsAsLongAsTheSystemAsks() {
        system().failNext(1, Fault.rateLimited(Duration.ofSeconds(7)));

        TransientFailure failure = transientFailureOf(delivery(1, false, List.of()));

        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertNothingPersonal(failure);
    }

    @Test
    default void blamesTheAccessAndNotTheEventWhenItIsNotLetIn() {
        system().failNext(1, Fault.UNAUTHORIZED);

        TransientFailure failure = transientFailureOf(delivery(1, false, List.of()));

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

    private Outcome attempt(int number, boolean mayHaveReachedDownstream, List<String> finishedSteps) {
        return handler().handle(event(), delivery(number, mayHaveReachedDownstream, finishedSteps));
    }

    private TransientFailure transientFailureOf(Delivery delivery) {
        return failureOf(TransientFailure.class, delivery);
    }

    private <F extends DeliveryFailure> F failureOf(Class<F> kind, Delivery delivery) {
        return assertThatExceptionOfType(kind)
                .isThrownBy(() -> handler().handle(event(), delivery))
                .actual();
    }

    private Delivery delivery(int attempt, boolean mayHaveReachedDownstream, List<String> finishedSteps) {
        return new Delivery(event().orderKey(), attempt, 1, mayHaveReachedDownstream, finishedSteps);
    }

    private List<String> effectsSince(int before) {
        List<Effect> all = system().effects();
        return all.subList(before, all.size()).stream()
                .map(effect -> effect.operation() + " " + effect.key())
                .toList();
    }

    private void assertNothingPersonal(DeliveryFailure failure) {
        assertThat(failure.getMessage()).doesNotContain(PersonalFields.valuesOf(event().data()));
    }
}
