package io.throughline.inventory;

import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderDeleted;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Inspector;
import io.throughline.runtime.lane.Lanes;
import io.throughline.runtime.stock.StockInspector;
import io.throughline.runtime.stock.StockLedger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What each event means for stock, and who looks whether the system knows of it. */
@Configuration(proxyBeanMethods = false)
class StockHandlers {

    /** What an order commits leaves. */
    @Bean
    EventHandler<OrderPlaced> placed(Stock stock) {
        return EventHandler.of(
                OrderPlaced.TYPE, (event, delivery) -> stock.leave(event.data().order(), delivery));
    }

    /** Goods that a refund puts back on the shelf come back. */
    @Bean
    EventHandler<OrderRefunded> refunded(Stock stock) {
        return EventHandler.of(
                OrderRefunded.TYPE,
                (event, delivery) -> stock.comeBack(
                        event.data().order(),
                        delivery,
                        returns -> returns.ofRefund(event.data().change().refundId())));
    }

    /** What a cancelled order had taken and was not shipped comes back. */
    @Bean
    EventHandler<OrderCancelled> cancelled(Stock stock) {
        return EventHandler.of(
                OrderCancelled.TYPE,
                (event, delivery) -> stock.comeBack(event.data().order(), delivery, Returns::ofEndedOrder));
    }

    /** As of a cancelled order; one that was cancelled before brings back nothing more. */
    @Bean
    EventHandler<OrderDeleted> deleted(Stock stock) {
        return EventHandler.of(
                OrderDeleted.TYPE,
                (event, delivery) -> stock.comeBack(event.data().order(), delivery, Returns::ofEndedOrder));
    }

    @Bean
    Inspector inspector(StockLedger ledger, Lanes lanes, InventoryClient client) {
        return new StockInspector(ledger, lanes, client::known);
    }
}
