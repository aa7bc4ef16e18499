package io.throughline.finance;

import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderChanged;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.GroupHandler;
import io.throughline.runtime.books.Changing;
import io.throughline.runtime.books.Crediting;
import io.throughline.runtime.books.Invoicing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done about each type of event. */
@Configuration(proxyBeanMethods = false)
class FinanceHandlers {

    @Bean
    EventHandler<OrderPlaced> placed(Invoicing invoicing, XeroProperties xero) {
        return GroupHandler.of(OrderPlaced.TYPE, xero.together(), invoicing::invoice);
    }

    @Bean
    EventHandler<OrderChanged> changed(Changing changing) {
        return EventHandler.of(OrderChanged.TYPE, changing::change);
    }

    @Bean
    EventHandler<OrderPaid> paid(Invoicing invoicing, XeroProperties xero) {
        return GroupHandler.of(OrderPaid.TYPE, xero.together(), invoicing::pay);
    }

    @Bean
    EventHandler<OrderRefunded> refunded(Crediting crediting) {
        return EventHandler.of(OrderRefunded.TYPE, crediting::refund);
    }

    @Bean
    EventHandler<OrderCancelled> cancelled(Crediting crediting) {
        return EventHandler.of(OrderCancelled.TYPE, crediting::cancel);
    }
}
