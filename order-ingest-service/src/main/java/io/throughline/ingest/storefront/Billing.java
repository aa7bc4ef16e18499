package io.throughline.ingest.storefront;

import io.throughline.events.order.Company;
import io.throughline.events.order.Customer;
import java.util.Optional;

/** Who ordered, where a storefront keeps name, e-mail and telephone in the billing address alone. */
public record Billing(Document order, String address) {

    private static final String GUEST = "0";

    /** @return absent for a guest who left nothing */
    public Optional<Customer> customer() {
        Optional<String> id = order.id("customer_id").filter(account -> !account.equals(GUEST));
        Optional<String> name = billing().flatMap(json -> Addresses.joined(json, "first_name", "last_name"));
        Optional<String> email = billing().flatMap(json -> json.text("email"));
        Optional<String> phone = billing().flatMap(json -> json.text("phone"));
        return id.isEmpty() && name.isEmpty() && email.isEmpty() && phone.isEmpty()
                ? Optional.empty()
                : Optional.of(new Customer(id.orElse(null), name.orElse(null), email.orElse(null), phone.orElse(null)));
    }

    public Optional<Company> company() {
        return billing().flatMap(json -> json.text("company")).map(name -> new Company(name, null, null, null));
    }

    private Optional<Document> billing() {
        return order.child(address);
    }
}
