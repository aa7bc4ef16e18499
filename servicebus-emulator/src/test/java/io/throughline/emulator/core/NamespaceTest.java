package io.throughline.emulator.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.rules.Changes;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.SqlFilter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamespaceTest {

    static final Duration LOCK = Duration.ofMinutes(1);

    final MovedClock clock = new MovedClock();
    final Timers timers = new Timers(clock);
    final Namespace namespace = new Namespace(timers, Limits.DEFAULT.withMaxMessagesPerEntity(10));

    @BeforeEach
    void hasAQueueThatBuriesAfterTwoDeliveries() {
        namespace.add(new QueueDefinition("work", settings(QueueSettings.UNLIMITED, Duration.ZERO)));
        namespace.add(new QueueDefinition("distinct", settings(Duration.ofHours(1), Duration.ofSeconds(20))));
    }

    private static QueueSettings settings(Duration life, Duration duplicates) {
        return new QueueSettings(LOCK, 2, life, true, false, duplicates, null, null);
    }

    private void send(String entity, Letter... letters) {
        namespace.destination(entity).submit(List.of(letters));
    }

    private Reader read(String entity, int credit) {
        var reader = new Reader(credit);
        namespace.source(entity).store().add(reader);
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

    private void settle(String entity, UUID token, Settlement settlement) {
        namespace.source(entity).store().settle(token, settlement);
    }

    @Test
    void handsOutInOrderToEachInTurnAsTheyAreReady() {
        send("work", Letter.of("a"), Letter.of("b"), Letter.of("c"));
        var first = read("work", 1);
        var second = read("work", 5);

        assertThat(first.ids()).containsExactly("a");
        assertThat(second.ids()).containsExactly("b", "c");
    }

    @Test
    void returnsAMessageWhoseLockEndsAndBuriesItTheSecondTime() {
        send("work", Letter.of("a"));
        var reader = read("work", 5);

        pass(LOCK);
        assertThat(reader.ids()).containsExactly("a", "a");
        assertThat(reader.taken.getLast().deliveryCount()).isOne();
        pass(LOCK);

        assertThat(reader.ids()).hasSize(2);
        assertThat(counts("work")).isEqualTo(new EntityCounts("work", 0, 0, 0, 0, 1, 0, 0, 0));
        var dead = namespace.source("work/$DeadLetterQueue").peek(0, 1).getFirst();
        assertThat(((Letter) dead.message()).properties())
                .containsEntry("DeadLetterReason", "MaxDeliveryCountExceeded");
    }

    @Test
    void leavesNoTimerBehindASettledMessage() {
        send("distinct", Letter.of("a"), Letter.of("b"));
        var reader = read("distinct", 2);
        assertThat(timers.size()).isEqualTo(4);

        reader.taken.forEach(each -> settle("distinct", each.lockToken().orElseThrow(), new Settlement.Complete()));

        assertThat(timers.size()).isZero();
        pass(Duration.ofHours(2));
        assertThat(counts("distinct")).isEqualTo(new EntityCounts("distinct", 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void refusesASettlementOfALockThatEnded() {
        send("work", Letter.of("a"));
        var token = read("work", 1).lastToken();
        pass(LOCK);

        assertThatThrownBy(() -> settle("work", token, new Settlement.Complete()))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.MESSAGE_LOCK_LOST));
        assertThat(counts("work").active()).isOne();
    }

    @Test
    void keepsARenewedLock() {
        send("work", Letter.of("a"));
        var token = read("work", 1).lastToken();

        pass(Duration.ofSeconds(50));
        var until = namespace.source("work").store().renew(token);
        pass(Duration.ofSeconds(50));

        assertThat(until).isEqualTo(timers.now().plusSeconds(10));
        assertThat(counts("work").locked()).isOne();
    }

    @Test
    void putsAnAbandonedMessageBackIntoItsPlaceAndAReleasedOneUncounted() {
        send("work", Letter.of("a"), Letter.of("b"));
        var reader = read("work", 1);
        settle("work", reader.lastToken(), new Settlement.Release());
        reader.credit = 1;
        namespace.source("work").store().dispatch(reader);
        settle("work", reader.lastToken(), new Settlement.Abandon(Changes.of(Map.of("note", "later"))));

        var again = read("work", 2);

        assertThat(again.ids()).containsExactly("a", "b");
        assertThat(again.taken.getFirst().deliveryCount()).isOne();
        assertThat(((Letter) again.taken.getFirst().message()).properties()).containsEntry("note", "later");
    }

    @Test
    void givesADeferredMessageOnlyByItsNumber() {
        send("work", Letter.of("a"));
        var reader = read("work", 5);
        var number = reader.taken.getLast().sequence();
        settle("work", reader.lastToken(), new Settlement.Defer(Changes.NONE));
        assertThat(reader.ids()).hasSize(1);

        var taken = namespace.source("work").store().takeDeferred(List.of(number), true);
        settle("work", taken.getFirst().lockToken().orElseThrow(), new Settlement.Complete());

        assertThat(counts("work")).isEqualTo(new EntityCounts("work", 0, 0, 0, 0, 0, 0, 0, 0));
        assertThatThrownBy(() -> namespace.source("work").store().takeDeferred(List.of(number), true))
                .hasMessageContaining("No deferred message");
    }

    @Test
    void buriesWhatNobodyTookInItsTime() {
        send("distinct", Letter.of("long"), Letter.of("short").living(Duration.ofMinutes(1)));

        pass(Duration.ofMinutes(1));
        assertThat(counts("distinct")).isEqualTo(new EntityCounts("distinct", 1, 0, 0, 0, 1, 0, 0, 0));
        pass(Duration.ofHours(1));
        assertThat(counts("distinct")).isEqualTo(new EntityCounts("distinct", 0, 0, 0, 0, 2, 0, 0, 0));
    }

    @Test
    void doesNotLetALockedMessageExpireUnderItsReceiver() {
        send("work", Letter.of("a").living(Duration.ofSeconds(10)));
        var reader = read("work", 5);

        pass(Duration.ofSeconds(30));
        assertThat(counts("work").locked()).isOne();
        settle("work", reader.lastToken(), new Settlement.Abandon(Changes.NONE));

        assertThat(counts("work")).isEqualTo(new EntityCounts("work", 0, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void holdsAScheduledMessageUntilItsTime() {
        var reader = read("work", 5);
        send("work", Letter.of("later").at(timers.now().plusSeconds(60)), Letter.of("now"));

        pass(Duration.ofSeconds(59));
        assertThat(reader.ids()).containsExactly("now");
        settle("work", reader.lastToken(), new Settlement.Complete());
        pass(Duration.ofSeconds(1));

        assertThat(reader.ids()).containsExactly("now", "later");
        assertThat(reader.taken.getLast().sequence()).isOne();
        assertThat(reader.taken.getLast().enqueuedAt()).isEqualTo(timers.now());
    }

    @Test
    void forgetsAnIdAfterTheWindow() {
        send("distinct", Letter.of("a"), Letter.of("a"));
        pass(Duration.ofSeconds(20));
        send("distinct", Letter.of("a"));

        assertThat(counts("distinct").active()).isEqualTo(2);
    }

    @Test
    void takesAllOfABatchOrNone() {
        var eleven = IntStream.range(0, 11).mapToObj(i -> Letter.of("m" + i)).toArray(Letter[]::new);

        assertThatThrownBy(() -> send("work", eleven))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.QUOTA_EXCEEDED));
        assertThat(counts("work").active()).isZero();
    }

    @Test
    void givesACopyToEachSubscriptionThatWantsIt() {
        var rule = new Rule("color", SqlFilter.parse("color = 'blue'"), null);
        namespace.add(new TopicDefinition(
                "orders",
                TopicSettings.DEFAULT,
                List.of(
                        new SubscriptionDefinition("all", QueueSettings.DEFAULT, List.of(Rule.everything())),
                        new SubscriptionDefinition("blue", QueueSettings.DEFAULT, List.of(rule)))));

        send("orders", Letter.of("a"), new Letter("b", Map.of("color", "blue"), null, null, null, null));

        assertThat(counts("orders/subscriptions/all").active()).isEqualTo(2);
        var blue = namespace.source("Orders/Subscriptions/BLUE").peek(0, 5);
        assertThat(blue).singleElement().satisfies(copy -> {
            assertThat(copy.sequence()).isOne();
            assertThat(copy.enqueuedSequence()).isEqualTo(2);
        });
    }

    @Test
    void knowsNoEntityThatWasNotDefined() {
        assertThatThrownBy(() -> namespace.source("nowhere"))
                .hasMessageMatching("The messaging entity .* could not be found\\.");
        assertThatThrownBy(() -> namespace.source("nowhere/$deadletterqueue")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> namespace.add(new QueueDefinition("WORK", QueueSettings.DEFAULT)))
                .hasMessageContaining("already exists");
    }

    private static QueueSettings forwarding(String next) {
        return new QueueSettings(LOCK, 2, QueueSettings.UNLIMITED, true, false, Duration.ZERO, next, null);
    }

    @Test
    void passesOnWhatItTakesAndKeepsWhatIsRefusedThere() {
        namespace.add(new QueueDefinition("front", forwarding("work")));
        namespace.check();

        IntStream.range(0, 11).forEach(i -> send("front", Letter.of("m" + i)));

        assertThat(counts("work").active()).isEqualTo(10);
        assertThat(counts("front")).isEqualTo(new EntityCounts("front", 0, 0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void refusesToForwardInACircleOrToNobody() {
        namespace.add(new QueueDefinition("one", forwarding("two")));
        assertThatThrownBy(namespace::check).hasMessageContaining("'two' could not be found");
        namespace.add(new QueueDefinition("two", forwarding("one")));
        assertThatThrownBy(namespace::check).hasMessageContaining("comes back to it");
    }
}
