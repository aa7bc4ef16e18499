package io.throughline.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.rules.Changes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transaction may settle messages of sessions as long as the sessions are held: what ends with one spoils it. */
class SessionTransactionsTest {

    static final Duration LOCK = Duration.ofMinutes(1);

    final MovedClock clock = new MovedClock();
    final Timers timers = new Timers(clock);
    final Namespace namespace = new Namespace(timers, Limits.DEFAULT);
    final Transactions transactions = new Transactions(namespace);
    final SessionReader holder = new SessionReader(5);

    @BeforeEach
    void hasASessionThatIsHeld() {
        namespace.add(new QueueDefinition("steps", settings(true)));
        namespace.add(new QueueDefinition("out", settings(false)));
        namespace
                .destination("steps")
                .submit(List.of(
                        Letter.of("1").in("a"),
                        Letter.of("2").in("a"),
                        Letter.of("3").in("b")));
        sessions().accept(holder, "a");
    }

    private static QueueSettings settings(boolean sessions) {
        return new QueueSettings(LOCK, 10, QueueSettings.UNLIMITED, true, sessions, Duration.ZERO, null, null);
    }

    private MessageStore store() {
        return namespace.source("steps").store();
    }

    private Sessions sessions() {
        return store().sessions();
    }

    private EntityCounts counts(String queue) {
        return namespace.counts().stream()
                .filter(each -> each.path().equals(queue))
                .findFirst()
                .orElseThrow();
    }

    private UUID token(int message) {
        return holder.taken.get(message).lockToken().orElseThrow();
    }

    /** A transaction that answers the first message with another one. */
    private UUID begun() {
        var id = transactions.declare(this);
        transactions.get(id).send(namespace.destination("out"), List.of(Letter.of("answer")));
        transactions.get(id).settle(store(), token(0), new Settlement.Complete());
        return id;
    }

    private static void isLost(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.SESSION_LOCK_LOST));
    }

    private void isDoneInNoPart(UUID id) {
        isLost(() -> transactions.commit(id));
        assertThat(counts("out").active()).isZero();
        assertThat(store().peek(0, 10)).extracting(StoredMessage::sequence).containsExactly(1L, 2L, 3L);
    }

    @Test
    void settlesOnCommitWhatTheSessionHoldsInEveryWay() {
        var id = begun();
        transactions.get(id).settle(store(), token(1), new Settlement.Defer(Changes.NONE));
        assertThat(counts("steps").locked()).isEqualTo(2);

        transactions.commit(id);

        assertThat(counts("out").active()).isOne();
        assertThat(counts("steps")).isEqualTo(new EntityCounts("steps", 1, 0, 0, 1, 0, 0, 2, 1));
    }

    @Test
    void settlesMessagesOfSeveralSessions() {
        var other = new SessionReader(1);
        sessions().accept(other, "b");
        var id = begun();
        transactions.get(id).settle(store(), other.lastToken(), new Settlement.Complete());

        transactions.commit(id);

        assertThat(store().peek(0, 10)).extracting(StoredMessage::sequence).containsExactly(2L);
    }

    @Test
    void doesNothingOnceTheLockOfTheSessionEnded() {
        var id = begun();
        clock.advance(LOCK);
        timers.runDue();

        isDoneInNoPart(id);

        assertThat(counts("steps").locked()).isZero();
        assertThat(store().peek(0, 1).getFirst().deliveryCount()).isOne();
    }

    @Test
    void looksAtTheClockAndNotAtTimersThatAreLate() {
        var id = begun();
        clock.advance(LOCK);

        isDoneInNoPart(id);
    }

    @Test
    void commitsAfterTheFirstEndOfALockThatWasRenewed() {
        var id = begun();
        clock.advance(LOCK.minusSeconds(1));
        sessions().renew("a", holder::equals);
        clock.advance(Duration.ofSeconds(2));
        timers.runDue();

        transactions.commit(id);

        assertThat(counts("out").active()).isOne();
    }

    @Test
    void doesNothingOnceTheHolderLeft() {
        var id = begun();
        sessions().remove(holder);

        isDoneInNoPart(id);

        assertThat(store().peek(0, 1).getFirst().deliveryCount()).isZero();
    }

    @Test
    void doesNothingIfTheSessionWasTakenAnew() {
        var id = begun();
        sessions().expire("a");
        sessions().accept(new SessionReader(5), "a");

        isDoneInNoPart(id);

        assertThat(counts("steps").locked()).isEqualTo(2);
    }

    @Test
    void doesNothingIfOneOfSeveralSessionsEnded() {
        var other = new SessionReader(1);
        sessions().accept(other, "b");
        var id = begun();
        transactions.get(id).settle(store(), other.lastToken(), new Settlement.Complete());
        sessions().remove(other);

        isDoneInNoPart(id);

        assertThat(counts("steps").locked()).isEqualTo(2);
    }

    @Test
    void refusesAtOnceWhatIsNotHeld() {
        var id = begun();
        var lost = token(1);
        sessions().remove(holder);

        isLost(() -> transactions.get(id).settle(store(), lost, new Settlement.Complete()));
    }

    @Test
    void refusesToSettleTheSameTwice() {
        var id = begun();

        isLost(() -> transactions.get(id).settle(store(), token(0), new Settlement.Complete()));
        isDoneInNoPart(id);
    }
}
