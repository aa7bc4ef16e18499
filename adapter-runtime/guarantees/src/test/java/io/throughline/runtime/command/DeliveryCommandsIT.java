package io.throughline.runtime.command;

import static io.throughline.runtime.command.CommandFixture.BY;
import static io.throughline.runtime.command.CommandFixture.LIMIT;
import static io.throughline.runtime.command.CommandFixture.key;
import static io.throughline.runtime.samples.SampleEvents.orderRef;
import static io.throughline.runtime.samples.SampleEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Json;
import io.throughline.events.command.Command;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.EditDelivery;
import io.throughline.events.command.RedeliverDelivery;
import io.throughline.events.command.ResendDelivery;
import io.throughline.events.command.RetryDelivery;
import io.throughline.runtime.command.CommandFixture.Instance;
import io.throughline.runtime.samples.SampleEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

class DeliveryCommandsIT {

    final CommandFixture adapter = new CommandFixture();
    final Instance one = adapter.instance().started();

    @AfterEach
    void stop() {
        adapter.close();
    }

    @Test
    void aCommandThatComesTwiceIsObeyedOnceAndWhatIsNotParkedIsAlreadyDone() {
        park(1);
        adapter.refused.clear();
        RetryDelivery retry = one.give(new RetryDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1));
        one.give(retry);
        adapter.awaitText("select result from outcome order by revision", "parked", "delivered");
        RetryDelivery late = one.give(new RetryDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1));
        RetryDelivery stray = one.give(new RetryDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(9), 1));
        one.give(retry);

        awaitAnswer(stray);
        assertThat(adapter.answersTo(retry.commandId())).containsExactly("1/1 done");
        assertThat(adapter.answersTo(late.commandId())).containsExactly("1/1 already-done");
        assertThat(adapter.answersTo(stray.commandId())).containsExactly("9/1 refused");
        assertThat(adapter.texts(
                        "select actor || role || reason from command where command_id = '" + retry.commandId() + "'"))
                .containsExactly("second-shiftoperatorthe test decides");
    }

    @Test
    void ofCommandsGivenToTwoInstancesAtOnceEachIsObeyedByOne() {
        Instance two = adapter.instance().started();
        park(1);
        List<Command> given = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RetryDelivery retry = new RetryDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1);
            given.add(one.give(retry));
            two.give(retry);
            two.give(new RetryDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1));
        }

        adapter.awaitText("select count(*)::text from command where state = 'done'", "40");
        assertThat(given)
                .allSatisfy(command ->
                        assertThat(adapter.answersTo(command.commandId())).hasSize(1));
    }

    @Test
    void aDiscardedDeliveryIsFinishedInItsTurnInTheNameOfWhoDecided() {
        park(1);
        one.receive(placed(1, 2), placed(1, 3));

        DiscardDelivery later = one.give(new DiscardDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 2));
        awaitAnswer(later);
        assertThat(adapter.texts("select result from outcome")).containsExactly("parked");
        one.give(new DiscardDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1));

        adapter.refused.clear();
        adapter.awaitText(
                "select orderseq || result || coalesce(actor, '') from outcome where result <> 'parked' order by 1",
                "1discardedsecond-shift",
                "2discardedsecond-shift",
                "3delivered");
        assertThat(adapter.answersTo(later.commandId())).containsExactly("1/2 done");
    }

    @Test
    void anEditIsTriedAtOnceKeepsWhatWasBeforeAndTellsASecondEditor() {
        park(1);
        adapter.refused.clear();

        EditDelivery first = one.give(edit(1, "first"));
        EditDelivery second = one.give(edit(1, "second"));

        await().atMost(LIMIT).until(() -> !adapter.handled.isEmpty());
        awaitAnswer(second);
        assertThat(adapter.handled).containsExactly(key(1) + "/shipment 1 first false");
        assertThat(adapter.answersTo(first.commandId())).containsExactly("1/1 done");
        assertThat(adapter.answersTo(second.commandId())).hasSize(1).doesNotContain("1/1 done");
        assertThat(adapter.texts("select version || actor from delivery_version"))
                .containsExactly("1second-shift");
        adapter.awaitText("select version::text from outcome where result = 'delivered'", "2");
    }

    @Test
    void anEditOfAnotherVersionIsAConflict() {
        park(1);
        EditDelivery first = one.give(edit(1, "first"));
        awaitAnswer(first);
        adapter.awaitText("select result from outcome order by revision", "parked", "parked");

        EditDelivery second = one.give(edit(1, "second"));
        EditDelivery third = one.give(edit(2, "third"));

        awaitAnswer(third);
        assertThat(adapter.answersTo(second.commandId())).containsExactly("1/1 conflict");
        assertThat(adapter.answersTo(third.commandId())).containsExactly("1/1 done");
        assertThat(adapter.texts("select version::text from delivery_version order by 1"))
                .containsExactly("1", "2");
    }

    @Test
    void whatSaysWhoseEventItIsCannotBeEditedAndWhatIsNoEventNeither() {
        park(1);
        Map<String, Object> foreign = data("note");
        order(foreign).put("orderKey", key(2));
        Map<String, Object> broken = data("note");
        order(broken).put("currency", "EUR");
        order(broken).put("status", "open");

        EditDelivery another = one.give(edit(1, foreign));
        EditDelivery wrong = one.give(edit(1, broken));

        awaitAnswer(wrong);
        assertThat(adapter.answersTo(another.commandId())).containsExactly("1/1 refused");
        assertThat(adapter.detailOf(another.commandId())).startsWith("/order/orderKey says whose event it is");
        assertThat(adapter.answersTo(wrong.commandId())).containsExactly("1/1 refused");
        assertThat(adapter.detailOf(wrong.commandId()))
                .contains("/data/order/status")
                .contains("schema");
        assertThat(adapter.texts("select version || ' ' || (parked_at is not null) from delivery"))
                .containsExactly("1 true");
    }

    @Test
    void aParkedDeliveryIsSentUnderTheNextEffectKey() {
        park(1);
        adapter.refused.clear();

        one.give(new ResendDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1, key(1)));

        await().atMost(LIMIT).until(() -> !adapter.handled.isEmpty());
        assertThat(adapter.handled).containsExactly(key(1) + "/shipment/2 1 null false");
    }

    @Test
    void aFinishedDeliveryIsOpenedAgainWhenTheLogBringsItMovesNoPositionAndAsksFirst() {
        one.receive(placed(1, 1), placed(1, 2));
        adapter.awaitText("select finished::text from order_position", "2");

        RedeliverDelivery again =
                one.give(new RedeliverDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1, key(1)));
        awaitAnswer(again);
        assertThat(adapter.tables.redeliveries().ask())
                .singleElement()
                .satisfies(gap -> assertThat(gap.fromSequence()).isEqualTo(1));
        adapter.tables.redeliveries().offer(List.of(placed(1, 1), placed(1, 2)));
        one.dispatcher.leftBehind();

        await().atMost(LIMIT).until(() -> adapter.handled.size() == 3);
        assertThat(adapter.handled.getLast()).isEqualTo(key(1) + "/shipment 1 null true");
        assertThat(adapter.answersTo(again.commandId())).containsExactly("1/1 accepted", "1/1 done");
        adapter.awaitText(
                "select result || ' ' || revision from outcome where orderseq = 1 order by revision",
                "delivered 1",
                "delivered 1000001");
        assertThat(adapter.texts("select finished || ' ' || (lease_owner is null) from order_position"))
                .containsExactly("2 true");
        assertThat(adapter.texts("select orderkey from delivery")).isEmpty();
    }

    @Test
    void aFinishedDeliveryIsSentOnceMoreUnderAKeyThatNoneOfItsOrderHad() {
        one.receive(placed(1, 1), placed(1, 2));
        adapter.awaitText("select finished::text from order_position", "2");
        for (int sequence = 1; sequence <= 2; sequence++) {
            awaitAnswer(
                    one.give(new ResendDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), sequence, key(1))));
            adapter.tables.redeliveries().offer(List.of(placed(1, sequence)));
        }

        await().atMost(LIMIT).until(() -> adapter.handled.size() == 4);
        assertThat(adapter.handled).endsWith(key(1) + "/shipment/2 1 null false", key(1) + "/shipment/3 2 null false");
    }

    @Test
    void anOpenedDeliveryThatIsParkedAgainHoldsNobody() {
        one.receive(placed(1, 1));
        adapter.awaitText("select finished::text from order_position", "1");
        awaitAnswer(one.give(new RedeliverDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1, key(1))));
        adapter.refused.put(key(1), "not any more");
        adapter.tables.redeliveries().offer(List.of(placed(1, 1)));
        adapter.awaitText("select count(*)::text from delivery where parked_at is not null and reopened", "1");
        adapter.refused.clear();

        one.receive(placed(1, 2));
        adapter.awaitText("select finished::text from order_position", "2");
        one.give(new DiscardDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1));

        adapter.awaitText(
                "select result from outcome where orderseq = 1 order by revision", "delivered", "parked", "discarded");
        assertThat(adapter.texts("select finished::text from order_position")).containsExactly("2");
    }

    @Test
    void whatTheLogDoesNotBringIsAnsweredInTheEnd() {
        one.receive(placed(1, 1));
        adapter.awaitText("select finished::text from order_position", "1");
        RedeliverDelivery lost =
                one.give(new RedeliverDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1, key(1)));
        awaitAnswer(lost);

        assertThat(adapter.tables.redeliveries().expire(java.time.Duration.ZERO))
                .isEqualTo(1);

        assertThat(adapter.answersTo(lost.commandId())).containsExactly("1/1 accepted", "1/1 refused");
    }

    private void park(int order) {
        adapter.refused.put(key(order), "the test says so");
        one.receive(placed(order, 1));
        adapter.awaitText("select result from outcome", "parked");
    }

    private void awaitAnswer(Command command) {
        await().atMost(LIMIT)
                .until(() -> !adapter.answersTo(command.commandId()).isEmpty());
    }

    private EditDelivery edit(int expected, String note) {
        return edit(expected, data(note));
    }

    private static EditDelivery edit(int expected, Map<String, Object> data) {
        return new EditDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1, expected, data);
    }

    private static Map<String, Object> data(String note) {
        ObjectNode event = (ObjectNode) Json.mapper().readTree(SampleEvents.body(1, 1));
        ((ObjectNode) event.at("/data/order")).put("note", note);
        return Json.mapper().convertValue(event.get("data"), new TypeReference<>() {});
    }

    @SuppressWarnings("unchecked") // the data was made from a document in which the order is an object
    private static Map<String, Object> order(Map<String, Object> data) {
        return (Map<String, Object>) Objects.requireNonNull(data.get("order"));
    }
}
