package io.throughline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.privacy.PersonalFields;
import io.throughline.events.EventEnvelope;
import io.throughline.events.order.Order;
import io.throughline.events.order.Totals;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsTest {

    static Stream<EventEnvelope<?>> events() {
        return Stream.of(
                Events.orderPlaced(),
                Events.orderPlaced(new Line("SKU-1", 3), new Line("SKU-2", "0.5").at("7.77")),
                Events.orderPaid(),
                Events.orderRefunded(new Line("SKU-1", 2)),
                Events.orderCancelled(),
                Events.orderDeleted(OrderFixture.order()),
                Events.orderPlaced(OrderFixture.order().currency("JPY")),
                Events.orderPlaced(OrderFixture.order().currency("KWD")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void addUp(EventEnvelope<?> event) {
        Totals totals = event.data().order().totals();

        assertThat(totals.total()).isEqualTo(totals.lines().plus(totals.shipping()));
        assertThat(event.data().order().taxes().getFirst().amount()).isEqualTo(totals.tax());
    }

    @ParameterizedTest
    @MethodSource("events")
    void belongToOneOrder(EventEnvelope<?> event) {
        assertThat(event.orderRef()).isEqualTo(Events.orderPlaced().orderRef());
        assertThat(event.orderRef().version()).isEqualTo(7);
        assertThat(event.id().version()).isEqualTo(7);
    }

    @Test
    void haveIdsOfTheirOwn() {
        assertThat(events().map(EventEnvelope::id)).doesNotHaveDuplicates();
    }

    @Test
    void giveOtherOrdersOtherReferences() {
        var other = Events.orderPlaced(OrderFixture.order().key("shopify:demo-shop:1"));

        assertThat(other.orderRef()).isNotEqualTo(Events.orderPlaced().orderRef());
        assertThat(other.data().order().sourceOrderId()).isEqualTo("1");
    }

    @Test
    void refundWhatTheLineCost() {
        Order order = Events.orderRefunded(new Line("SKU-1", 2)).data().order();

        assertThat(order.refunds().getFirst().settled())
                .isEqualTo(order.lines().getFirst().total());
    }

    @Test
    void carryPersonalDataThatTheContractLooksFor() {
        Set<String> personal = PersonalFields.valuesOf(Events.orderPlaced().data());

        assertThat(personal).contains("Ada Example", "ada@example.org", "Unter den Linden 1", "10117", "Berlin");
        assertThat(personal).doesNotContain("DE", "SKU-1");
    }
}
