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
                new StockHandlers().placed(fixture.stock),
                new StockHandlers().refunded(fixture.stock),
                new StockHandlers().cancelled(fixture.stock),
                new StockHandlers().deleted(fixture.stock));
    }

    @Override
    public String system() {
        return fixture.system.name();
    }

    @Override
    public List<String> codes() {
        return List.of("lane-busy", "lane-unclear", "unknown-sku", "fractional-quantity");
    }
}
