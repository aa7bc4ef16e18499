package io.throughline.fulfillment;

import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderDeleted;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.runtime.EventHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What each event means for shipments. */
@Configuration(proxyBeanMethods = false)
class ShipmentHandlers {

    /** A new order is shipped at once when its payment allows it. */
    @Bean
    EventHandler<OrderPlaced> placed(Shipments shipments) {
        return EventHandler.of(
                OrderPlaced.TYPE,
                (event, delivery) -> shipments.request(event.data().order(), delivery));
    }

    /** One that was paid is shipped, unless that was asked for when it was placed. */
    @Bean
    EventHandler<OrderPaid> paid(Shipments shipments) {
        return EventHandler.of(
                OrderPaid.TYPE,
                (event, delivery) -> shipments.request(event.data().order(), delivery));
    }

    /** Nothing is sent for an order that was cancelled. */
    @Bean
    EventHandler<OrderCancelled> cancelled(Shipments shipments) {
        return EventHandler.of(OrderCancelled.TYPE, (event, delivery) -> shipments.cancel(event.orderKey()));
    }

    /** Nor for one that was deleted. */
    @Bean
    EventHandler<OrderDeleted> deleted(Shipments shipments) {
        return EventHandler.of(OrderDeleted.TYPE, (event, delivery) -> shipments.cancel(event.orderKey()));
    }
}
