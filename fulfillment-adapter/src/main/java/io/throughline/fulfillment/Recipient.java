package io.throughline.fulfillment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.events.order.Address;
import io.throughline.events.order.Customer;
import io.throughline.events.order.Order;
import io.throughline.runtime.PermanentFailure;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Whom ShipBob sends to, in its words ({@code RecipientInfoViewModel}). */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Recipient(
        String name, @Nullable String email, @Nullable String phoneNumber, Place address) {

    /** A postal address in ShipBob's words ({@code AddressViewModel}). */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(
            String address1,
            @Nullable String address2,
            @Nullable String companyName,
            String city,
            @Nullable String state,
            @Nullable String zipCode,
            String country) {}

    /** @throws PermanentFailure when the order names no place, several, or one without what ShipBob requires */
    static Recipient of(Order order) {
        if (order.shipTo().size() > 1) {
            throw new PermanentFailure(
                    "several-destinations",
                    "The order goes to " + order.shipTo().size() + " places",
                    null);
        }
        Address address =
                order.shipTo().isEmpty() ? null : order.shipTo().getFirst().address();
        if (address == null) {
            throw new PermanentFailure("no-ship-to", "The order has no address to ship to", null);
        }
        return of(address, order.customer());
    }

    private static Recipient of(Address address, @Nullable Customer customer) {
        String customerName = customer == null ? null : customer.name();
        String customerPhone = customer == null ? null : customer.phone();
        return new Recipient(
                required("name", address.name(), address.company(), customerName),
                customer == null ? null : customer.email(),
                address.phone() == null ? customerPhone : address.phone(),
                place(address));
    }

    private static Place place(Address address) {
        List<String> lines = address.lines();
        List<String> further = lines.subList(Math.min(1, lines.size()), lines.size());
        return new Place(
                required("street", lines.isEmpty() ? null : lines.getFirst()),
                further.isEmpty() ? null : String.join(", ", further),
                address.company(),
                required("city", address.city()),
                state(address),
                address.postcode(),
                required("country", address.countryCode()));
    }

    /** The part of {@code US-NY} that carriers print. */
    private static @Nullable String state(Address address) {
        String code = address.regionCode();
        return code == null ? address.region() : code.substring(code.indexOf('-') + 1);
    }

    private static String required(String what, @Nullable String... candidates) {
        return Stream.of(candidates)
                .filter(Objects::nonNull)
                .filter(candidate -> !candidate.isBlank())
                .findFirst()
                .orElseThrow(() -> new PermanentFailure("no-ship-to", "The ship-to address has no " + what, null));
    }
}
