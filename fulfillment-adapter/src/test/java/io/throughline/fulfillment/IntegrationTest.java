package io.throughline.fulfillment;

import io.throughline.runtime.EventHandler;
import io.throughline.testkit.IntegrationContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class IntegrationTest implements IntegrationContract {

    private final ShipBobFixture fixture = new ShipBobFixture();

    @Override
    public List<EventHandler<?>> handlers() {
        return List.of(
                fixture.handlers.placed(fixture.shipments),
                fixture.handlers.paid(fixture.shipments),
                fixture.handlers.cancelled(fixture.shipments),
                fixture.handlers.deleted(fixture.shipments));
    }

    @Override
    public String system() {
        return fixture.shipBob.name();
    }

    @Override
    public List<String> codes() {
        return List.of(
                "shipment-differs",
                "too-late-to-cancel",
                "no-ship-to",
                "several-destinations",
                "no-sku",
                "fractional-quantity");
    }

    @AfterEach
    void close() {
        fixture.close();
    }
}
