package io.throughline.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.rules.Changes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {

    static final Duration LOCK = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofMinutes(2);

    final MovedClock clock = new MovedClock();
    final Timers timers = new Timers(clock);
    final List<Change> journalled = new ArrayList<>();
    final Namespace namespace = new Namespace(
            timers,
            Limits.DEFAULT.withMaxMessagesPerEntity(10).withTransactions(new TransactionLimits(2, 8, LONGEST)),
            new Written(journalled));
    final Transactions transactions = new Transactions(namespace);

    @BeforeEach
    void hasTwoQueuesAndOneThatPassesOn() {
        namespace.add(new QueueDefinition("in", settings(null)));
        namespace.add(new QueueDefinition("out", settings(null)));
        namespace.add(new QueueDefinition("passing", settings("out")));
    }

    private static QueueSettings settings(@Nullable String forwardTo) {
        return new QueueSettings(LOCK, 3, QueueSettings.UNLIMITED, true, false, Duration.ZERO, forwardTo, null);
    }

    private static List<Message> letters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> (Message) Letter.of("m" + i))
                .toList();
    }

    /** A message that is locked in the queue. */
    private UUID held(String queue) {
        namespace.destination(queue).submit(letters(1));
        var reader = new Reader(1);
        namespace.source(queue).store().add(reader);
        return reader.lastToken();
    }

    private MessageStore store(String queue) {
        return namespace.source(queue).store();
    }

    private EntityCounts counts(String queue) {
        return namespace.counts().stream()
                .filter(each -> each.path().equals(queue))
                .findFirst()
                .orElseThrow();
    }

    private void pass(Duration time) {
        clock.advance(time);
        timers.runDue();
    }

    private void isUnknown(UUID id) {
        assertThatThrownBy(() -> transactions.get(id))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.UNKNOWN_TRANSACTION));
    }

    @Test
    void showsNothingOfATransactionUntilItIsCommitted() {
        var token = held("in");
        var id = transactions.declare(this);
        transactions.get(id).send(namespace.destination("out"), letters(3));
        transactions.get(id).settle(store("in"), token, new Settlement.Complete());
        assertThat(counts("out").active()).isZero();
        assertThat(counts("in").locked()).isOne();

        transactions.commit(id);

        assertThat(counts("out").active()).isEqualTo(3);
        assertThat(counts("in")).isEqualTo(new EntityCounts("in", 0, 0, 0, 0, 0, 0, 0, 0));
        isUnknown(id);
    }

    @Test
    void dropsAllThatWasRolledBackAndKeepsMessagesLockedUntilTheirLockEnds() {
        var token = held("in");
        var id = transactions.declare(this);
        transactions.get(id).send(namespace.destination("out"), letters(3));
        transactions.get(id).settle(store("in"), token, new Settlement.DeadLetter(Changes.NONE));

        transactions.rollBack(id);

        assertThat(counts("out").active()).isZero();
        assertThat(counts("in").locked()).isOne();
        pass(LOCK);
        assertThat(counts("in").active()).isOne();
    }

    @Test
    void settlesInEveryWay() {
        var id = transactions.declare(this);
        var settlements = List.of(
                new Settlement.Complete(),
                new Settlement.Abandon(Changes.of(Map.of("note", "later"))),
                new Settlement.Defer(Changes.NONE),
                new Settlement.DeadLetter(Changes.NONE));
        var reader = new Reader(4);
        namespace.destination("in").submit(letters(4));
        store("in").add(reader);
        for (var i = 0; i < 4; i++) {
            var token = reader.taken.get(i).lockToken().orElseThrow();
            transactions.get(id).settle(store("in"), token, settlements.get(i));
        }

        transactions.commit(id);

        assertThat(counts("in")).isEqualTo(new EntityCounts("in", 1, 0, 0, 1, 1, 0, 0, 0));
    }

    @Test
    void doesNothingIfALockEndedBeforeTheCommit() {
        var token = held("in");
        var id = transactions.declare(this);
        transactions.get(id).send(namespace.destination("out"), letters(1));
        transactions.get(id).settle(store("in"), token, new Settlement.Complete());
        // By the clock alone: no timer ran yet.
        clock.advance(LOCK);

        assertThatThrownBy(() -> transactions.commit(id))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MESSAGE_LOCK_LOST));

        assertThat(counts("out").active()).isZero();
        pass(Duration.ZERO);
        assertThat(counts("in").active()).isOne();
    }

    @Test
    void letsOnlyTheFirstOfTwoTransactionsSettleAMessage() {
        var token = held("in");
        var first = transactions.declare(this);
        var second = transactions.declare(this);
        transactions.get(first).settle(store("in"), token, new Settlement.Complete());
        transactions.get(second).settle(store("in"), token, new Settlement.Complete());
        transactions.get(second).send(namespace.destination("out"), letters(1));

        transactions.commit(first);

        assertThatThrownBy(() -> transactions.commit(second)).isInstanceOf(Refusal.class);
        assertThat(counts("out").active()).isZero();
    }

    @Test
    void refusesToSettleAMessageTwiceOrWithoutALock() {
        var token = held("in");
        var id = transactions.declare(this);
        var transaction = transactions.get(id);
        transaction.settle(store("in"), token, new Settlement.Complete());

        assertThatThrownBy(() -> transaction.settle(store("in"), token, new Settlement.Complete()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> transaction.settle(store("in"), UUID.randomUUID(), new Settlement.Complete()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> transactions.commit(id)).hasMessageContaining("was refused: The lock supplied");
        assertThat(counts("in").locked()).isOne();
    }

    @Test
    void takesNothingIfOneOfItsEntitiesBecameFull() {
        var id = transactions.declare(this);
        transactions.get(id).send(namespace.destination("in"), letters(2));
        transactions.get(id).send(namespace.destination("out"), letters(3));
        transactions.get(id).send(namespace.destination("out"), letters(3));
        namespace.destination("out").submit(letters(5));

        assertThatThrownBy(() -> transactions.commit(id)).hasMessageContaining("out is full");

        assertThat(counts("in").active()).isZero();
        assertThat(counts("out").active()).isEqualTo(5);
    }

    @Test
    void neverStopsHalfWayWhenSeveralWaysLeadToOneFullEntity() {
        namespace.destination("out").submit(letters(5));
        var id = transactions.declare(this);
        transactions.get(id).send(namespace.destination("passing"), letters(4));
        transactions.get(id).send(namespace.destination("out"), letters(4));

        transactions.commit(id);

        assertThat(counts("out").active()).isEqualTo(13);
    }

    @Test
    void numbersScheduledMessagesAtOnceAndSchedulesThemOnCommit() {
        var id = transactions.declare(this);
        var due = timers.now().plusSeconds(60);
        var numbers = transactions
                .get(id)
                .schedule(
                        namespace.destination("in"), List.of(Letter.of("later").at(due)));
        namespace.destination("in").submit(letters(1));
        assertThat(numbers).containsExactly(1L);
        assertThat(counts("in").scheduled()).isZero();

        transactions.commit(id);

        assertThat(counts("in").scheduled()).isOne();
        assertThat(namespace.source("in").peek(0, 5))
                .extracting(StoredMessage::sequence)
                .containsExactly(1L, 2L);
    }

    @Test
    void endsWhenItsTimeIsUpWhichBeginsWithTheFirstOperation() {
        var id = transactions.declare(this);
        pass(LONGEST.minusSeconds(1));
        transactions.get(id).send(namespace.destination("out"), letters(1));
        pass(LONGEST.minusSeconds(1));
        transactions.get(id).send(namespace.destination("out"), letters(1));

        pass(Duration.ofSeconds(1));

        isUnknown(id);
        assertThat(counts("out").active()).isZero();
        assertThat(timers.size()).isZero();
    }

    @Test
    void endsWhenItWasNeverUsed() {
        var id = transactions.declare(this);

        pass(LONGEST);

        isUnknown(id);
    }

    @Test
    void endsWithItsOwnerAlone() {
        var left = new Object();
        var gone = transactions.declare(left);
        var stays = transactions.declare(this);

        transactions.leave(left);

        isUnknown(gone);
        assertThat(transactions.get(stays)).isNotNull();
    }

    @Test
    void isOneOfAFewAndHoldsNoMoreThanSoMany() {
        var id = transactions.declare(this);
        transactions.declare(this);
        transactions.get(id).send(namespace.destination("out"), letters(8));

        assertThatThrownBy(() -> transactions.declare(this)).hasMessageContaining("2 are open");
        assertThatThrownBy(() -> transactions.get(id).send(namespace.destination("in"), letters(1)))
                .hasMessageContaining("no more than 8 messages");
        assertThatThrownBy(() -> transactions.commit(id)).hasMessageContaining("no more than 8 messages");
        assertThat(counts("out").active()).isZero();
    }

    @Test
    void makesAllItsChangesWithoutACommitOfTheJournalInBetween() {
        var token = held("in");
        var id = transactions.declare(this);
        transactions.get(id).send(namespace.destination("out"), letters(2));
        transactions.get(id).settle(store("in"), token, new Settlement.Complete());
        journalled.clear();

        transactions.commit(id);

        assertThat(journalled)
                .extracting(change -> change.getClass().getSimpleName() + " " + change.place())
                .containsExactly("Numbered out", "Kept out", "Kept out", "Gone in");
    }

    /** Writes down changes, and takes it ill to be asked for a commit. */
    private record Written(List<Change> changes) implements Journal {
        @Override
        public void add(Change change) {
            changes.add(change);
        }

        @Override
        public void commit() {
            throw new IllegalStateException("Nobody but the broker commits");
        }

        @Override
        public void restore(Namespace namespace) {}

        @Override
        public void close() {}
    }
}
