package io.throughline.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.rules.Changes;
import io.throughline.emulator.rules.Rule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {

    static final Duration LOCK = Duration.ofMinutes(1);
    static final Duration PATIENCE = Duration.ofSeconds(10);

    final MovedClock clock = new MovedClock();
    final Timers timers = new Timers(clock);
    final Namespace namespace =
            new Namespace(timers, Limits.DEFAULT.withMaxMessagesPerEntity(3000).withMaxMessageBytes(100));

    @BeforeEach
    void hasAQueueOfSessions() {
        namespace.add(new QueueDefinition("steps", settings(true, null)));
    }

    private static QueueSettings settings(boolean sessions, @Nullable String forwardTo) {
        return new QueueSettings(LOCK, 2, QueueSettings.UNLIMITED, true, sessions, Duration.ZERO, forwardTo, null);
    }

    private void send(Letter... letters) {
        namespace.destination("steps").submit(List.of(letters));
    }

    private MessageStore store() {
        return namespace.source("steps").store();
    }

    private Sessions sessions() {
        return store().sessions();
    }

    private SessionReader accept(String session, int credit) {
        var reader = new SessionReader(credit);
        sessions().accept(reader, session);
        return reader;
    }

    private SessionReader acceptNext(int credit) {
        var reader = new SessionReader(credit);
        sessions().acceptNext(reader, PATIENCE);
        return reader;
    }

    private EntityCounts counts(String path) {
        return namespace.counts().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private void pass(Duration time) {
        clock.advance(time);
        timers.runDue();
    }

    private void complete(SessionReader reader) {
        reader.taken.forEach(each -> store().settle(each.lockToken().orElseThrow(), new Settlement.Complete()));
        reader.taken.clear();
    }

    private static void refuses(Refusal.Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void givesEachConsumerTheMessagesOfItsSessionInOrder() {
        send(Letter.of("a1").in("a"), Letter.of("b1").in("b"), Letter.of("a2").in("a"));
        var a = accept("a", 5);
        var b = accept("b", 5);
        send(Letter.of("b2").in("b"), Letter.of("a3").in("a"));

        assertThat(a.ids()).containsExactly("a1", "a2", "a3");
        assertThat(b.ids()).containsExactly("b1", "b2");
        assertThat(counts("steps")).isEqualTo(new EntityCounts("steps", 0, 5, 0, 0, 0, 0, 2, 2));
    }

    @Test
    void refusesASessionThatIsHeldAndGivesAnEmptyOne() {
        var first = accept("a", 1);
        refuses(Refusal.Reason.SESSION_LOCKED, () -> accept("a", 1));

        sessions().remove(first);

        assertThat(accept("a", 1).session()).contains("a");
    }

    @Test
    void givesTheSessionThatWaitsLongestToTheConsumerThatWaitsLongest() {
        var first = acceptNext(5);
        var second = acceptNext(5);
        send(Letter.of("a1").in("a"), Letter.of("b1").in("b"), Letter.of("c1").in("c"));
        assertThat(first.session()).contains("a");
        assertThat(second.session()).contains("b");

        sessions().remove(first);

        assertThat(acceptNext(5).ids()).containsExactly("c1");
        assertThat(acceptNext(5).ids()).containsExactly("a1");
    }

    @Test
    void waitsForASessionAsLongAsTheConsumerDoes() {
        var patient = acceptNext(5);
        var leaving = acceptNext(5);
        sessions().remove(leaving);

        pass(PATIENCE.minusMillis(1));
        assertThat(patient.ends).isEmpty();
        pass(Duration.ofMillis(1));
        send(Letter.of("a1").in("a"));

        assertThat(patient.ends).containsExactly(Refusal.Reason.TIMEOUT);
        assertThat(leaving.ends).isEmpty();
        assertThat(patient.session()).isEmpty();
        assertThat(timers.size()).isZero();
    }

    @Test
    void takesTheSessionFromAConsumerWhoseLockEndsAndCountsItsMessages() {
        send(Letter.of("a1").in("a"), Letter.of("a2").in("a"), Letter.of("a3").in("a"));
        var slow = accept("a", 2);
        var next = acceptNext(5);
        var token = slow.lastToken();
        pass(PATIENCE);
        var after = acceptNext(5);

        pass(LOCK.minus(PATIENCE));

        assertThat(slow.ends).containsExactly(Refusal.Reason.SESSION_LOCK_LOST);
        assertThat(next.ends).containsExactly(Refusal.Reason.TIMEOUT);
        assertThat(after.ends).containsExactly(Refusal.Reason.TIMEOUT);
        refuses(Refusal.Reason.SESSION_LOCK_LOST, () -> store().settle(token, new Settlement.Complete()));
        refuses(Refusal.Reason.SESSION_LOCK_LOST, () -> sessions().renew("a", slow::equals));
        var again = acceptNext(5);
        assertThat(again.ids()).containsExactly("a1", "a2", "a3");
        assertThat(again.taken).extracting(StoredMessage::deliveryCount).containsExactly(1, 1, 0);
    }

    @Test
    void handsASessionOnOnlyWhenAllItsMessagesAreBack() {
        send(Letter.of("a1").in("a"), Letter.of("a2").in("a"), Letter.of("a3").in("a"));
        var slow = accept("a", 3);
        pass(LOCK.minusSeconds(1));
        var waiting = acceptNext(5);

        pass(Duration.ofSeconds(1));

        assertThat(slow.ends).containsExactly(Refusal.Reason.SESSION_LOCK_LOST);
        assertThat(waiting.ids()).containsExactly("a1", "a2", "a3");
        assertThat(waiting.lockedUntil).isEqualTo(timers.now().plus(LOCK));
    }

    @Test
    void doesNotCountWhatComesBackFromAConsumerThatLeaves() {
        send(Letter.of("a1").in("a"), Letter.of("a2").in("a"));
        var leaving = accept("a", 1);
        store().settle(leaving.lastToken(), new Settlement.Abandon(Changes.NONE));
        leaving.credit = 2;
        store().dispatch(leaving);

        sessions().remove(leaving);
        store().dispatch(leaving);

        var again = acceptNext(5);
        assertThat(again.ids()).containsExactly("a1", "a2");
        assertThat(again.taken).extracting(StoredMessage::deliveryCount).containsExactly(1, 0);
        assertThat(leaving.ends).isEmpty();
    }

    @Test
    void keepsARenewedSessionWithAllItsMessages() {
        send(Letter.of("a1").in("a"));
        var holder = accept("a", 1);
        var other = accept("b", 1);

        pass(Duration.ofSeconds(50));
        var until = sessions().renew("a", holder::equals);
        refuses(Refusal.Reason.SESSION_LOCK_LOST, () -> sessions().renew("a", other::equals));
        refuses(Refusal.Reason.NOT_ALLOWED, () -> store().renew(holder.lastToken()));
        pass(Duration.ofSeconds(50));

        assertThat(until).isEqualTo(timers.now().plusSeconds(10));
        assertThat(holder.taken.getLast().lockedUntil()).contains(until);
        assertThat(holder.ends).isEmpty();
        assertThat(other.ends).containsExactly(Refusal.Reason.SESSION_LOCK_LOST);
    }

    @Test
    void buriesWhatTookTooManySessionsAndShowsItWithoutOne() {
        send(Letter.of("a1").in("a"));
        IntStream.range(0, 2).forEach(i -> {
            acceptNext(5);
            pass(LOCK);
        });

        assertThat(counts("steps")).isEqualTo(new EntityCounts("steps", 0, 0, 0, 0, 1, 0, 0, 0));
        var reader = new Reader(5);
        namespace.source("steps/$DeadLetterQueue").store().add(reader);
        assertThat(reader.ids()).containsExactly("a1");
        assertThat(reader.taken.getFirst().deliveryCount()).isEqualTo(2);
        refuses(
                Refusal.Reason.NOT_ALLOWED,
                () -> namespace.source("steps/$DeadLetterQueue").store().sessions());
    }

    @Test
    void keepsTheStateOfASessionForItsHoldersAlone() {
        var first = accept("a", 1);
        sessions().changeState("a", first::equals, bytes("half done"));
        refuses(
                Refusal.Reason.MESSAGE_TOO_LARGE,
                () -> sessions().changeState("a", first::equals, bytes("x".repeat(101))));
        sessions().remove(first);
        refuses(Refusal.Reason.SESSION_LOCK_LOST, () -> sessions().state("a", first::equals));
        assertThat(counts("steps").sessions()).isOne();

        var second = accept("a", 1);
        assertThat(sessions().state("a", second::equals)).contains(bytes("half done"));
        sessions().clearState("a", second::equals);
        assertThat(sessions().state("a", second::equals)).isEmpty();
        sessions().remove(second);

        assertThat(counts("steps")).isEqualTo(new EntityCounts("steps", 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void boundsTheStatesOfAnEntityAndThoseWhoWait() {
        IntStream.range(0, 3000).forEach(i -> {
            var holder = accept("s" + i, 1);
            sessions().changeState("s" + i, holder::equals, bytes("x"));
            sessions().remove(holder);
        });
        var full = accept("one more", 1);
        refuses(Refusal.Reason.QUOTA_EXCEEDED, () -> sessions().changeState("one more", full::equals, bytes("x")));

        IntStream.range(0, 1000).forEach(i -> acceptNext(1));
        refuses(Refusal.Reason.QUOTA_EXCEEDED, () -> acceptNext(1));
    }

    @Test
    void givesADeferredMessageToTheHolderOfItsSessionAlone() {
        send(Letter.of("a1").in("a"), Letter.of("b1").in("b"));
        var a = accept("a", 5);
        var b = accept("b", 5);
        var number = a.taken.getFirst().sequence();
        store().settle(a.lastToken(), new Settlement.Defer(Changes.NONE));

        refuses(Refusal.Reason.MESSAGE_NOT_FOUND, () -> sessions().takeDeferred("b", b::equals, List.of(number), true));
        refuses(Refusal.Reason.SESSION_LOCK_LOST, () -> sessions().takeDeferred("a", b::equals, List.of(number), true));
        var taken =
                sessions().takeDeferred("a", a::equals, List.of(number), true).getFirst();
        assertThat(taken.lockedUntil()).contains(timers.now().plus(LOCK));
        sessions().remove(a);

        assertThat(counts("steps").deferred()).isOne();
        assertThat(taken.lockToken()).isEmpty();
        assertThat(acceptNext(5).session())
                .as("nobody waits for a deferred message")
                .isEmpty();
    }

    @Test
    void offersASessionWhenItsScheduledMessageIsDueAndNotWhenItsMessageExpired() {
        send(
                Letter.of("later").in("a").at(timers.now().plusSeconds(5)),
                Letter.of("short").in("b").living(Duration.ofSeconds(3)));
        assertThat(namespace.source("steps").peek("a", 0, 5)).hasSize(1);
        assertThat(counts("steps").sessions()).isOne();

        pass(Duration.ofSeconds(3));
        var reader = acceptNext(5);
        assertThat(reader.session()).isEmpty();
        pass(Duration.ofSeconds(2));

        assertThat(reader.ids()).containsExactly("later");
        assertThat(counts("steps").deadLettered()).isOne();
    }

    @Test
    void keepsTheSessionOfAForwardedMessageAndBuriesWhatHasNone() {
        namespace.add(new QueueDefinition("front", settings(false, "steps")));
        namespace.destination("front").submit(List.of(Letter.of("a1").in("a"), Letter.of("none")));

        assertThat(acceptNext(5).ids()).containsExactly("a1");
        assertThat(counts("front").transferDeadLettered()).isOne();
        refuses(Refusal.Reason.NOT_ALLOWED, () -> send(Letter.of("none")));
        assertThatIllegalArgumentException().isThrownBy(() -> settings(true, "front"));
    }

    @Test
    void buriesACopyWithoutASessionInASubscriptionOfSessions() {
        namespace.add(new TopicDefinition(
                "orders",
                TopicSettings.DEFAULT,
                List.of(new SubscriptionDefinition("steps", settings(true, null), List.of(Rule.everything())))));

        namespace.destination("orders").submit(List.of(Letter.of("a1").in("a"), Letter.of("none")));

        var dead = namespace
                .source("orders/subscriptions/steps/$deadletterqueue")
                .peek(0, 5)
                .getFirst();
        assertThat(((Letter) dead.message()).properties())
                .containsAllEntriesOf(Map.of("DeadLetterReason", "Session id is null"));
        assertThat(counts("orders/subscriptions/steps"))
                .isEqualTo(new EntityCounts("orders/subscriptions/steps", 1, 0, 0, 0, 1, 0, 1, 0));
    }

    @Test
    void seesTheMessagesOfOneSessionInWhateverState() {
        send(Letter.of("a1").in("a"), Letter.of("b1").in("b"), Letter.of("a2").in("a"));
        accept("a", 1);

        assertThat(namespace.source("steps").peek("a", 0, 5))
                .extracting(StoredMessage::sequence)
                .containsExactly(1L, 3L);
        assertThat(namespace.source("steps").peek("a", 2, 5)).hasSize(1);
        assertThat(namespace.source("steps").peek("nobody", 0, 5)).isEmpty();
    }

    @Test
    void endsSessionsBeforeTheirTimeOnDemand() {
        var a = accept("a", 1);
        var b = accept("b", 1);

        assertThat(sessions().expire("b")).isTrue();
        assertThat(sessions().expire("b")).isFalse();
        assertThat(b.ends).containsExactly(Refusal.Reason.SESSION_LOCK_LOST);
        assertThat(a.ends).isEmpty();
        assertThat(sessions().expire(5)).isOne();

        assertThat(a.ends).containsExactly(Refusal.Reason.SESSION_LOCK_LOST);
    }

    @Test
    void sendsEverybodyAwayWhenTheEntityIsRemovedAndRemembersNothing() {
        send(Letter.of("a1").in("a"), Letter.of("a2").in("a"));
        var holder = accept("a", 1);
        sessions().changeState("a", holder::equals, bytes("half done"));
        var waiting = acceptNext(1);
        var removed = store();

        namespace.directory().remove("steps");

        assertThat(holder.ends).containsExactly(Refusal.Reason.NOT_FOUND);
        assertThat(waiting.ends).containsExactly(Refusal.Reason.NOT_FOUND);
        assertThat(timers.size()).isZero();
        assertThat(removed.counts(0, 0, 0)).isEqualTo(new EntityCounts("steps", 0, 0, 0, 0, 0, 0, 0, 0));
        refuses(Refusal.Reason.NOT_FOUND, () -> removed.sessions().accept(new SessionReader(1), "a"));
        refuses(Refusal.Reason.NOT_FOUND, () -> removed.sessions().acceptNext(new SessionReader(1), PATIENCE));
    }

    @Test
    void leavesNothingBehindASessionThatIsDone() {
        send(Letter.of("a1").in("a"), Letter.of("a2").in("a"));
        var reader = acceptNext(5);

        complete(reader);
        sessions().remove(reader);
        sessions().remove(reader);

        assertThat(counts("steps")).isEqualTo(new EntityCounts("steps", 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(timers.size()).isZero();
        assertThat(acceptNext(5).session()).isEmpty();
    }
}
