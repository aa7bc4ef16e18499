package io.throughline.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderPlaced;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.runtime.Inspector;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.TransientFailure;
import io.throughline.stub.Fault;
import io.throughline.testkit.Events;
import io.throughline.testkit.Line;
import io.throughline.testkit.OrderFixture;
import io.throughline.testkit.Outcomes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StockInspectorIT {

    private final StockFixture fixture = new StockFixture();
    private final Inspector inspector = fixture.inspector();
    private final List<DeliveryOutcome> delivered = new ArrayList<>();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void missesNothingWhileLevelsAreAsTheyWereSetOversoldOnesIncluded() {
        place(1, new Line("SKU-1", 2), new Line("SKU-2", 1));
        place(2, new Line("SKU-1", 150));

        assertThat(fixture.system.level("SKU-1")).isZero();
        assertThat(missing()).isEmpty();
    }

    @Test
    void namesTheOrdersWithoutWhichALevelWouldBeWhatItIsThere() {
        place(1, new Line("SKU-1", 1), new Line("SKU-2", 1));
        place(2, new Line("SKU-1", 2));
        place(3, new Line("SKU-3", 1));

        fixture.system.stock("SKU-1", 99);
        assertThat(missing()).containsExactly(key(2));

        fixture.system.stock("SKU-1", 100);
        assertThat(missing()).containsExactly(key(1), key(2));
    }

    @Test
    void aLevelThatSomebodyCountedIsNotMissed() {
        place(1, new Line("SKU-1", 1));

        fixture.system.stock("SKU-1", 512);

        assertThat(missing()).isEmpty();
    }

    @Test
    void eachOfFiftyLevelsThatTheSystemLostIsNamed() {
        for (int order = 1; order <= 100; order++) {
            fixture.system.stock("ITEM-" + order, 10);
            place(order, new Line("ITEM-" + order, 1));
        }
        for (int order = 2; order <= 100; order += 2) {
            fixture.system.lose(key(order));
        }

        List<DeliveryOutcome> missing = inspector.missing(delivered);

        assertThat(missing)
                .hasSize(50)
                .allSatisfy(outcome -> assertThat(
                                Integer.parseInt(outcome.orderKey().replaceFirst(".*:", "")) % 2)
                        .isZero());
    }

    @Test
    void aLevelThatIsOnItsWayIsNotMissed() {
        place(1, new Line("SKU-1", 1));
        fixture.system.failNext(1, Fault.UNAVAILABLE);
        assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> place(2, new Line("SKU-1", 1)));

        assertThat(fixture.system.level("SKU-1")).isEqualTo(99);
        assertThat(missing()).isEmpty();
    }

    @Test
    void anItemThatTheSystemTookOutOfItsRangeIsNotMissed() {
        place(1, new Line("SKU-1", 1));

        fixture.system.discontinue("SKU-1");

        assertThat(missing()).isEmpty();
    }

    @Test
    void aLevelThatWasLostIsSetWhenItsOrderIsDeliveredAgain() {
        EventEnvelope<OrderPlaced> event = place(1, new Line("SKU-1", 5));
        fixture.system.lose(key(1));
        assertThat(missing()).containsExactly(key(1));

        Outcome again = new StockHandlers().placed(fixture.stock).handle(event, StockFixture.repeated(event));

        assertThat(again.code()).isEqualTo("done");
        assertThat(fixture.system.level("SKU-1")).isEqualTo(95);
        assertThat(missing()).isEmpty();
    }

    private List<String> missing() {
        return inspector.missing(delivered).stream()
                .map(DeliveryOutcome::orderKey)
                .toList();
    }

    private static String key(int order) {
        return "shopify:demo-shop:" + order;
    }

    private EventEnvelope<OrderPlaced> place(int order, Line... lines) {
        EventEnvelope<OrderPlaced> event =
                Events.orderPlaced(OrderFixture.order(lines).key(key(order)));
        delivered.add(
                Outcomes.of(event, new StockHandlers().placed(fixture.stock).handle(event, StockFixture.first(event))));
        return event;
    }
}
