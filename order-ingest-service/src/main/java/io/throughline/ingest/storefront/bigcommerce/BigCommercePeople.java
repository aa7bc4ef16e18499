package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.events.order.Address;
import io.throughline.events.order.Company;
import io.throughline.events.order.Customer;
import io.throughline.events.order.ShipTo;
import io.throughline.ingest.storefront.Addresses;
import io.throughline.ingest.storefront.Billing;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.bigcommerce.BigCommerceOrders.Parts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who ordered, and the places that the goods go to. */
record BigCommercePeople(Parts parts) {

    @Nullable
    Customer customer() {
        return new Billing(parts.order(), "billing_address").customer().orElse(null);
    }

    @Nullable
    Company company() {
        return new Billing(parts.order(), "billing_address").company().orElse(null);
    }

    @Nullable
    Address billTo() {
        return parts.order()
                .child("billing_address")
                .map(BigCommercePeople::address)
                .filter(address -> !Addresses.isEmpty(address))
                .orElse(null);
    }

    /** A line names its place; with a single one, everything goes there. */
    List<ShipTo> shipTo() {
        boolean several = parts.addresses().size() > 1;
        return parts.addresses().stream()
                .map(place ->
                        new ShipTo("delivery", address(place), several ? linesTo(place.requiredId("id")) : List.of()))
                .toList();
    }

    private List<String> linesTo(String place) {
        return parts.products().stream()
                .filter(line ->
                        line.id("order_address_id").filter(place::equals).isPresent())
                .map(line -> line.requiredId("id"))
                .toList();
    }

    /** States are names there, not codes. */
    private static Address address(Document json) {
        return new Address(
                Addresses.joined(json, "first_name", "last_name").orElse(null),
                json.text("company").orElse(null),
                Addresses.lines(json, "street_1", "street_2"),
                json.text("city").orElse(null),
                json.text("state").orElse(null),
                null,
                json.text("zip").orElse(null),
                Addresses.country(json, "country_iso2").orElse(null),
                json.text("phone").orElse(null));
    }
}
