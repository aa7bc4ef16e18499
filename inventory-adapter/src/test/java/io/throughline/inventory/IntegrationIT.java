package io.throughline.inventory;

import io.throughline.runtime.EventHandler;
import io.throughline.testkit.IntegrationContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class IntegrationIT implements IntegrationContract {

    private final StockFixture fixture = new StockFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Override
    public List<EventHandler<?>> handlers() {
        return List.of(
                new OrderPlacedHandler(fixture.stock),
                new OrderRefundedHandler(fixture.stock),
                new OrderCancelledHandler(fixture.stock),
                new OrderDeletedHandler(fixture.stock));
    }

    @Override
    public String system() {
        return fixture.system.name();
    }

    @Override
    public List<String> codes() {
        return List.of("inventory-busy", "unknown-sku", "fractional-quantity");
    }
}
