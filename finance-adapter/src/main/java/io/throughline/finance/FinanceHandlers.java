package io.throughline.finance;

import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.GroupHandler;
import io.throughline.runtime.books.Books;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done about each type of event. */
@Configuration(proxyBeanMethods = false)
class FinanceHandlers {

    @Bean
    EventHandler<OrderPlaced> placed(Books books, Invoicing invoicing, XeroProperties xero) {
        return GroupHandler.of(OrderPlaced.TYPE, xero.together(), group -> books.book(group, invoicing::invoice));
    }

    @Bean
    EventHandler<OrderPaid> paid(Books books, Invoicing invoicing, XeroProperties xero) {
        return GroupHandler.of(OrderPaid.TYPE, xero.together(), group -> books.book(group, invoicing::payments));
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
