package io.throughline.ingest.storefront.woocommerce;

import io.throughline.events.order.Address;
import io.throughline.events.order.Company;
import io.throughline.events.order.Customer;
import io.throughline.events.order.ShipTo;
import io.throughline.ingest.storefront.Addresses;
import io.throughline.ingest.storefront.Billing;
import io.throughline.ingest.storefront.Document;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who ordered and where the goods go. WooCommerce always sends both addresses, with empty texts where it has none. */
record WooPeople(Document order) {

    private static final Set<String> PICKUP = Set.of("local_pickup", "pickup_location");

    @Nullable
    Customer customer() {
        return new Billing(order, "billing").customer().orElse(null);
    }

    @Nullable
    Company company() {
        return new Billing(order, "billing").company().orElse(null);
    }

    @Nullable
    Address billTo() {
        return address("billing").orElse(null);
    }

    List<ShipTo> shipTo() {
        boolean pickup = order.list("shipping_lines").stream()
                .flatMap(line -> line.text("method_id").stream())
                .anyMatch(PICKUP::contains);
        return address("shipping")
                .map(address -> new ShipTo(pickup ? "pickup" : "delivery", address, List.of()))
                .stream()
                .toList();
    }

    private Optional<Address> address(String name) {
        return order.child(name).map(WooPeople::address).filter(address -> !Addresses.isEmpty(address));
    }

    private static Address address(Document json) {
        return new Address(
                Addresses.joined(json, "first_name", "last_name").orElse(null),
                json.text("company").orElse(null),
                Addresses.lines(json, "address_1", "address_2"),
                json.text("city").orElse(null),
                json.text("state").orElse(null),
                Addresses.region(json, "country", "state").orElse(null),
                json.text("postcode").orElse(null),
                Addresses.country(json, "country").orElse(null),
                json.text("phone").orElse(null));
    }
}
