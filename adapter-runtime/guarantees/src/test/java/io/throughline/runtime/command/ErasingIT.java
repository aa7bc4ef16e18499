package io.throughline.runtime.command;

import static io.throughline.runtime.command.CommandFixture.BY;
import static io.throughline.runtime.command.CommandFixture.LIMIT;
import static io.throughline.runtime.command.CommandFixture.key;
import static io.throughline.runtime.samples.SampleEvents.body;
import static io.throughline.runtime.samples.SampleEvents.orderRef;
import static io.throughline.runtime.samples.SampleEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Deflated;
import io.throughline.backbone.json.Json;
import io.throughline.backbone.testing.TableScan;
import io.throughline.events.command.DiscardDelivery;
import io.throughline.events.command.EditDelivery;
import io.throughline.events.command.EraseOrders;
import io.throughline.events.command.ErasedOrder;
import io.throughline.runtime.command.CommandFixture.Instance;
import io.throughline.runtime.store.DeadLetters;
import io.throughline.runtime.store.DeadLetters.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(OutputCaptureExtension.class)
class ErasingIT {

    static final String CANARY = "whimbrel";

    final CommandFixture adapter = new CommandFixture();
    final Instance one = adapter.instance().started();

    @AfterEach
    void stop() {
        adapter.close();
    }

    @Test
    void nothingOfThePersonIsLeftOnceTheirParkedDeliveryWasDecided(CapturedOutput output) {
        adapter.refused.put(key(1), "the test says so");
        one.receive(placed(1, 1));
        adapter.awaitText("select result from outcome", "parked");
        one.give(new EditDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1, 1, noted("Whimbrel rings")));
        adapter.awaitText(
                "select result || coalesce(version::text, '') from outcome order by revision", "parked", "parked2");
        one.give(new EditDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1, 2, noted("rings twice")));
        adapter.awaitText("select version::text from outcome where version is not null order by revision", "2", "3");
        letter("standard:shop:1 whimbrel");
        letter("standard:shop:2 nobody");
        assertThat(findings()).containsExactly("dead_letter.body", "delivery_version.body");
        assertThat(adapter.texts("select revision::text from outcome where exchange is not null order by revision"))
                .containsExactly("1", "2", "3");

        EraseOrders erase = one.give(erase(new ErasedOrder(orderRef(1), key(1), 1)));
        await().atMost(LIMIT).until(() -> adapter.answersTo(erase.commandId()).equals(List.of("conflict")));
        assertThat(findings()).containsExactly("dead_letter.body", "delivery_version.body");
        one.give(new DiscardDelivery(UUID.randomUUID(), "test-adapter", BY, orderRef(1), 1));

        await().atMost(LIMIT).until(() -> adapter.answersTo(erase.commandId()).equals(List.of("conflict", "done")));
        assertThat(findings()).isEmpty();
        assertThat(adapter.texts("select revision::text from outcome where exchange is not null"))
                .isEmpty();
        assertThat(adapter.texts("select octet_length(body)::text from dead_letter where closed_at is null"))
                .hasSize(1)
                .doesNotContain("0");
        assertThat(adapter.ownErased).containsExactly(key(1));
        assertThat(output.getAll()).contains("command.obeyed").doesNotContainIgnoringCase(CANARY);
    }

    @Test
    void waitsForEventsThatAreStillToComeAndEndsOnceHoweverOftenItIsGiven() {
        one.receive(placed(1, 1));
        adapter.awaitText("select result from outcome", "delivered");
        EraseOrders erase = one.give(erase(new ErasedOrder(orderRef(1), key(1), 2)));
        await().atMost(LIMIT).until(() -> adapter.answersTo(erase.commandId()).equals(List.of("accepted")));

        one.stop();
        Instance another = adapter.instance().started();
        another.receive(placed(1, 2));
        another.give(erase);

        await().atMost(LIMIT).until(() -> adapter.answersTo(erase.commandId()).equals(List.of("accepted", "done")));
        another.give(erase);
        assertThat(adapter.answersTo(erase.commandId())).containsExactly("accepted", "done");
        assertThat(adapter.detailOf(erase.commandId())).isNotEmpty();
    }

    @Test
    void anOrderThatIsNotHereMayBeOnItsWay() {
        EraseOrders erase = one.give(erase(new ErasedOrder(orderRef(1), key(1), 1)));
        await().atMost(LIMIT).until(() -> adapter.answersTo(erase.commandId()).equals(List.of("accepted")));

        adapter.database
                .jdbc()
                .sql("update command set received_at = received_at - interval '2 minutes'")
                .update();

        await().atMost(LIMIT).until(() -> adapter.answersTo(erase.commandId()).equals(List.of("accepted", "done")));
    }

    private static EraseOrders erase(ErasedOrder order) {
        return new EraseOrders(UUID.randomUUID(), EraseOrders.EVERYBODY, BY, UUID.randomUUID(), List.of(order));
    }

    private static Map<String, Object> noted(String note) {
        ObjectNode data = (ObjectNode) Json.mapper().readTree(body(1, 1)).path("data");
        ((ObjectNode) data.path("order")).put("note", note);
        return Json.mapper().readValue(data.toString(), new TypeReference<>() {});
    }

    private void letter(String text) {
        new DeadLetters(adapter.schema, adapter.clock)
                .keep(List.of(new DeadLetter(
                        UUID.randomUUID().toString(),
                        "order.placed.v1",
                        "unreadable-event",
                        "not an event",
                        Deflated.deflate(text.getBytes(StandardCharsets.UTF_8)),
                        Instant.EPOCH,
                        null,
                        "0123456789abcdef",
                        false)));
    }

    private List<String> findings() {
        return List.copyOf(new TableScan(adapter.database.jdbc()).findings(List.of(CANARY)));
    }
}
