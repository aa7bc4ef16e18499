package io.throughline.runtime.command;

import static io.throughline.runtime.command.CommandFixture.BY;
import static io.throughline.runtime.command.CommandFixture.LIMIT;
import static io.throughline.runtime.command.CommandFixture.key;
import static io.throughline.runtime.samples.SampleEvents.orderRef;
import static io.throughline.runtime.samples.SampleEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardOrder;
import io.throughline.events.command.LiftDiscard;
import io.throughline.events.command.PauseDeliveries;
import io.throughline.events.command.ResumeDeliveries;
import io.throughline.events.command.RetrySet;
import io.throughline.events.command.Scope;
import io.throughline.events.command.Selection;
import io.throughline.events.command.SteerSet;
import io.throughline.events.command.Steering;
import io.throughline.runtime.command.CommandFixture.Instance;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateCommandsIT {

    static final Selection ALL = new Selection(null, null, null, null);

    final CommandFixture adapter = new CommandFixture();
    final Instance one = adapter.instance().started();

    @AfterEach
    void stop() {
        adapter.close();
    }

    @Test
    void anOrderIsDiscardedWithWhatArrivesLaterUntilThatIsLifted() {
        adapter.refused.put(key(1), "the test says so");
        one.receive(placed(1, 1), placed(1, 2));
        adapter.awaitText("select result from outcome", "parked");

        awaitAnswer(one.give(new DiscardOrder(UUID.randomUUID(), "test-adapter", BY, 1, orderRef(1), 1)), "done");
        adapter.refused.clear();
        one.receive(placed(1, 3), placed(1, 4));
        adapter.awaitText("select finished::text from order_position", "4");
        awaitAnswer(one.give(new LiftDiscard(UUID.randomUUID(), "test-adapter", BY, 2, orderRef(1))), "done");
        one.receive(placed(1, 5));

        adapter.awaitText(
                "select orderseq || result from outcome where result <> 'parked' order by orderseq",
                "1discarded",
                "2discarded",
                "3discarded",
                "4discarded",
                "5delivered");
    }

    @Test
    void whatComesBeforeItMustBeDecidedFirst() {
        adapter.refused.put(key(1), "the test says so");
        one.receive(placed(1, 1), placed(1, 2));
        adapter.awaitText("select result from outcome", "parked");

        awaitAnswer(one.give(new DiscardOrder(UUID.randomUUID(), "test-adapter", BY, 1, orderRef(1), 2)), "refused");
    }

    @Test
    void aStateCommandThatWasOvertakenIsSuperseded() {
        awaitAnswer(one.give(new LiftDiscard(UUID.randomUUID(), "test-adapter", BY, 2, orderRef(1))), "already-done");
        awaitAnswer(one.give(new DiscardOrder(UUID.randomUUID(), "test-adapter", BY, 1, orderRef(1), 1)), "superseded");
        awaitAnswer(one.give(new DiscardOrder(UUID.randomUUID(), "test-adapter", BY, 2, orderRef(1), 1)), "superseded");

        one.receive(placed(1, 1));

        adapter.awaitText("select result from outcome", "delivered");
    }

    @Test
    void aPauseStopsTheCallsOfAllInstancesUntilItIsResumed() {
        Instance two = adapter.instance().started();
        Scope shop = new Scope(Scope.Of.SHOP, "standard:shop");
        awaitAnswer(one.give(new PauseDeliveries(UUID.randomUUID(), "test-adapter", BY, 2, shop)), "done");
        await().atMost(LIMIT).until(() -> one.watch.count() == 1 && two.watch.count() == 1);
        awaitAnswer(one.give(new ResumeDeliveries(UUID.randomUUID(), "test-adapter", BY, 1, shop)), "superseded");

        one.receive(placed(1, 1));
        two.receive(placed(2, 1));
        adapter.awaitText("select code from delivery order by orderref", "paused", "paused");
        assertThat(adapter.handled).isEmpty();
        awaitAnswer(two.give(new ResumeDeliveries(UUID.randomUUID(), "test-adapter", BY, 3, shop)), "done");

        await().atMost(LIMIT).until(() -> adapter.handled.size() == 2);
    }

    @Test
    void aSetHoldsWhatWasParkedWhenItWasWrittenDownAndAnswersForEach() {
        park(1, 2);
        RetrySet set = new RetrySet(UUID.randomUUID(), "test-adapter", BY, ALL);
        one.loop.stop();
        one.give(set);
        park(3, 3);
        adapter.refused.remove(key(1));
        adapter.refused.remove(key(3));

        Instance two = adapter.instance();
        two.started().give(set);

        await().atMost(LIMIT).until(() -> adapter.answersTo(set.commandId()).contains("done"));
        assertThat(adapter.answersTo(set.commandId()))
                .containsExactlyInAnyOrder("accepted", "1/1 done", "2/1 failed", "done");
        assertThat(adapter.texts("select total::text from command_answer where total is not null"))
                .containsExactly("2");
        assertThat(adapter.texts("select orderkey from delivery order by 1")).containsExactly(key(2), key(3));
    }

    @Test
    void aSetIsSelectedByCauseCodeTypeAndShop() {
        park(1, 2);
        adapter.refused.put(key(3), "something else");
        one.receive(placed(3, 1));
        adapter.awaitText("select count(*)::text from outcome", "3");
        String cause = String.valueOf(adapter.texts("select fingerprint from delivery where orderkey like '%:3'")
                .getFirst());

        for (Selection selection : List.of(
                new Selection(cause, "test-rejected", "order.placed.v1", "standard:shop"),
                new Selection(null, "another-code", null, null),
                new Selection(null, null, "order.paid.v1", null),
                new Selection(null, null, null, "standard:sho"))) {
            awaitAnswer(one.give(new RetrySet(UUID.randomUUID(), "test-adapter", BY, selection)), "accepted");
        }

        assertThat(adapter.texts("select total::text from command_answer where answer = 'accepted' order by position"))
                .containsExactly("1", "0", "0", "0");
    }

    @Test
    void aSetOfWhichTooMuchFailsAgainStopsAndGoesOnWhenItIsResumed() {
        park(1, 20);

        RetrySet set = one.give(new RetrySet(UUID.randomUUID(), "test-adapter", BY, ALL));
        await().atMost(LIMIT).until(() -> adapter.answersTo(set.commandId()).contains("stopped"));
        adapter.refused.clear();
        awaitAnswer(steer(set, 1, Steering.RESUME), "done");

        await().atMost(LIMIT).until(() -> adapter.answersTo(set.commandId()).contains("done"));
        assertThat(adapter.answersTo(set.commandId())).hasSize(23).startsWith("accepted");
        assertThat(adapter.texts("select count(*)::text from command_target where state = 'failed'"))
                .isSubsetOf("4", "5", "6", "7", "8");
    }

    @Test
    void aSetThatWasKilledInTheMiddleIsEndedByAnotherInstance() {
        park(1, 12);
        adapter.refused.clear();
        RetrySet set = new RetrySet(UUID.randomUUID(), "test-adapter", BY, ALL);
        one.engine.stop();
        one.give(set);
        adapter.awaitText("select count(*)::text from command_target where state = 'sent'", "4");
        one.loop.stop();

        adapter.instance().started();

        await().atMost(LIMIT).until(() -> adapter.answersTo(set.commandId()).contains("done"));
        assertThat(adapter.answersTo(set.commandId())).hasSize(14).doesNotHaveDuplicates();
        assertThat(adapter.handled).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void aSetCanBePausedAndCancelledAlsoBeforeItArrives() {
        park(1, 3);
        UUID id = UUID.randomUUID();
        awaitAnswer(steer(id, 1, Steering.PAUSE), "already-done");
        RetrySet set = one.give(new RetrySet(id, "test-adapter", BY, ALL));
        adapter.awaitText("select state from command where command_id = '" + id + "'", "paused");
        awaitAnswer(steer(set, 3, Steering.CANCEL), "done");
        awaitAnswer(steer(set, 2, Steering.RESUME), "superseded");

        await().atMost(LIMIT).until(() -> adapter.answersTo(id).size() == 5);
        assertThat(adapter.answersTo(id))
                .containsExactlyInAnyOrder("accepted", "1/1 cancelled", "2/1 cancelled", "3/1 cancelled", "cancelled");
        assertThat(adapter.texts("select count(*)::text from delivery where parked_at is not null"))
                .containsExactly("3");
    }

    @Test
    void aSetThatIsTooLargeIsRefused() {
        park(1, 51);

        awaitAnswer(one.give(new RetrySet(UUID.randomUUID(), "test-adapter", BY, ALL)), "refused");

        assertThat(adapter.texts("select count(*)::text from command_target")).containsExactly("0");
    }

    private void park(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(order -> {
            adapter.refused.put(key(order), "the test says so");
            one.receive(placed(order, 1));
        });
        adapter.awaitText("select count(*)::text from delivery where parked_at is not null", String.valueOf(to));
    }

    private SteerSet steer(RetrySet set, long revision, Steering steering) {
        return steer(set.commandId(), revision, steering);
    }

    private SteerSet steer(UUID set, long revision, Steering steering) {
        return one.give(new SteerSet(UUID.randomUUID(), "test-adapter", BY, revision, set, steering));
    }

    private void awaitAnswer(Command command, String answer) {
        await().atMost(LIMIT).until(() -> adapter.answersTo(command.commandId()).contains(answer));
    }
}
