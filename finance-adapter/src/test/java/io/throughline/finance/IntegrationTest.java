package io.throughline.finance;

import io.throughline.runtime.EventHandler;
import io.throughline.testkit.IntegrationContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class IntegrationTest implements IntegrationContract {

    private final BooksFixture fixture = new BooksFixture();

    @AfterEach
    void stop() {
        fixture.xero.close();
    }

    @Override
    public List<EventHandler<?>> handlers() {
        return fixture.handlers();
    }

    @Override
    public String system() {
        return fixture.xero.name();
    }

    @Override
    public List<String> codes() {
        return List.of(
                "token-busy",
                "xero-conflict",
                "total-mismatch",
                "shop-unmapped",
                "tax-unmapped",
                "period-locked",
                "credit-exceeds-invoice",
                "currency-changed",
                "refund-taken-back");
    }
}
