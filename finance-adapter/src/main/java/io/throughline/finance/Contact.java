package io.throughline.finance;

import io.throughline.events.order.Company;
import io.throughline.events.order.Order;
import io.throughline.finance.XeroProperties.Booking;
import tools.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Whom Xero books on. It makes a contact of a name that it does not know. */
@JsonNaming(UpperCamelCaseStrategy.class)
record Contact(String name) {

    static Contact of(Order order, Booking booking) {
        Company company = order.company();
        return new Contact(company == null || company.name().isBlank() ? booking.customer() : company.name());
    }
}
