package io.throughline.ingest.storefront.shopify;

import io.throughline.events.order.Address;
import io.throughline.events.order.Company;
import io.throughline.events.order.Customer;
import io.throughline.events.order.ShipTo;
import io.throughline.ingest.storefront.Document;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who ordered, who pays and where the goods go; each may be missing, with guests, tills and digital goods. */
record ShopifyPeople(Document order) {

    @Nullable
    Customer customer() {
        Optional<Document> account = order.child("customer");
        Optional<String> email = own("email", account).or(() -> order.text("contact_email"));
        Optional<String> phone = own("phone", account);
        if (account.isEmpty() && email.isEmpty() && phone.isEmpty()) {
            return null;
        }
        return new Customer(
                account.flatMap(customer -> customer.id("id")).orElse(null),
                account.map(ShopifyPeople::name).orElse(null),
                email.orElse(null),
                phone.orElse(null));
    }

    private Optional<String> own(String field, Optional<Document> account) {
        return order.text(field).or(() -> account.flatMap(customer -> customer.text(field)));
    }

    /** Only trade between businesses: Shopify names a company by id, so its name stands in the addresses. */
    @Nullable
    Company company() {
        if (!order.has("company") && !order.has("po_number")) {
            return null;
        }
        return Stream.of("billing_address", "shipping_address")
                .flatMap(name -> order.child(name).stream())
                .flatMap(address -> address.text("company").stream())
                .findFirst()
                .map(name -> new Company(
                        name,
                        null,
                        order.text("po_number").orElse(null),
                        order.child("payment_terms")
                                .flatMap(terms -> terms.text("payment_terms_name"))
                                .orElse(null)))
                .orElse(null);
    }

    @Nullable
    Address billTo() {
        return order.child("billing_address").map(ShopifyPeople::address).orElse(null);
    }

    List<ShipTo> shipTo() {
        return order
                .child("shipping_address")
                .map(address -> new ShipTo("delivery", address(address), List.of()))
                .stream()
                .toList();
    }

    private static Address address(Document json) {
        Optional<String> country = json.text("country_code").filter(code -> code.matches("[A-Z]{2}"));
        return new Address(
                name(json),
                json.text("company").orElse(null),
                Stream.of("address1", "address2")
                        .flatMap(line -> json.text(line).stream())
                        .toList(),
                json.text("city").orElse(null),
                json.text("province").orElse(null),
                country.flatMap(code -> json.text("province_code").map(region -> code + "-" + region))
                        .orElse(null),
                json.text("zip").orElse(null),
                country.orElse(null),
                json.text("phone").orElse(null));
    }

    private static @Nullable String name(Document json) {
        return json.text("name")
                .or(() -> Optional.of(Stream.of("first_name", "last_name")
                                .flatMap(part -> json.text(part).stream())
                                .collect(Collectors.joining(" ")))
                        .filter(name -> !name.isEmpty()))
                .orElse(null);
    }
}
