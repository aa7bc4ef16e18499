package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.events.order.Address;
import io.throughline.events.order.Company;
import io.throughline.events.order.Customer;
import io.throughline.events.order.ShipTo;
import io.throughline.ingest.storefront.Addresses;
import io.throughline.ingest.storefront.Document;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who ordered and where the goods go; the shipping address stands with what is shipped there. */
record AdobePeople(Document order) {

    @Nullable
    Customer customer() {
        Optional<String> id = order.id("customer_id");
        Optional<String> name = Addresses.joined(order, "customer_firstname", "customer_lastname");
        Optional<String> email = order.text("customer_email");
        Optional<String> phone = billing().flatMap(address -> address.text("telephone"));
        return id.isEmpty() && name.isEmpty() && email.isEmpty()
                ? null
                : new Customer(id.orElse(null), name.orElse(null), email.orElse(null), phone.orElse(null));
    }

    @Nullable
    Company company() {
        return billing()
                .flatMap(address -> address.text("company")
                        .map(name -> new Company(
                                name,
                                address.text("vat_id").orElse(null),
                                order.child("payment")
                                        .flatMap(payment -> payment.text("po_number"))
                                        .orElse(null),
                                null)))
                .orElse(null);
    }

    @Nullable
    Address billTo() {
        return billing()
                .map(AdobePeople::address)
                .filter(address -> !Addresses.isEmpty(address))
                .orElse(null);
    }

    private Optional<Document> billing() {
        return order.child("billing_address");
    }

    List<ShipTo> shipTo() {
        List<Document> assignments = order.child("extension_attributes").stream()
                .flatMap(extension -> extension.list("shipping_assignments").stream())
                .filter(assignment -> assignment.child("shipping").isPresent())
                .toList();
        boolean several = assignments.size() > 1;
        return assignments.stream()
                .flatMap(assignment -> shipTo(assignment, several).stream())
                .toList();
    }

    private static Optional<ShipTo> shipTo(Document assignment, boolean several) {
        Optional<Document> shipping = assignment.child("shipping");
        boolean pickup = shipping.flatMap(way -> way.text("method"))
                .filter(method -> method.startsWith("instore_"))
                .isPresent();
        List<String> lines = several
                ? assignment.list("items").stream()
                        .map(item -> item.requiredId("item_id"))
                        .toList()
                : List.of();
        return shipping.flatMap(way -> way.child("address"))
                .map(AdobePeople::address)
                .filter(address -> !Addresses.isEmpty(address))
                .map(address -> new ShipTo(pickup ? "pickup" : "delivery", address, lines));
    }

    private static Address address(Document json) {
        return new Address(
                Addresses.joined(json, "prefix", "firstname", "middlename", "lastname", "suffix")
                        .orElse(null),
                json.text("company").orElse(null),
                json.texts("street"),
                json.text("city").orElse(null),
                json.text("region").orElse(null),
                Addresses.region(json, "country_id", "region_code").orElse(null),
                json.text("postcode").orElse(null),
                Addresses.country(json, "country_id").orElse(null),
                json.text("telephone").orElse(null));
    }
}
