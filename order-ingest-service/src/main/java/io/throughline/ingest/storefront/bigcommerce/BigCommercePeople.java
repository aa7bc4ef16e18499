package io.throughline.ingest.storefront.bigcommerce;

import io.throughline.events.order.Address;
import io.throughline.events.order.Company;
import io.throughline.events.order.Customer;
import io.throughline.events.order.ShipTo;
import io.throughline.ingest.storefront.Addresses;
import io.throughline.ingest.storefront.Document;
import io.throughline.ingest.storefront.bigcommerce.BigCommerceOrders.Parts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who ordered, and the places that the goods go to. */
record BigCommercePeople(Parts parts) {

    private static final String GUEST = "0";

    @Nullable
    Customer customer() {
        Optional<Document> billing = billing();
        Optional<String> id = parts.order().id("customer_id").filter(account -> !account.equals(GUEST));
        Optional<String> name = billing.flatMap(address -> Addresses.joined(address, "first_name", "last_name"));
        Optional<String> email = billing.flatMap(address -> address.text("email"));
        Optional<String> phone = billing.flatMap(address -> address.text("phone"));
        return id.isEmpty() && name.isEmpty() && email.isEmpty() && phone.isEmpty()
                ? null
                : new Customer(id.orElse(null), name.orElse(null), email.orElse(null), phone.orElse(null));
    }

    private Optional<Document> billing() {
        return parts.order().child("billing_address");
    }

    @Nullable
    Company company() {
        return billing()
                .flatMap(address -> address.text("company"))
                .map(name -> new Company(name, null, null, null))
                .orElse(null);
    }

    @Nullable
    Address billTo() {
        return billing()
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
