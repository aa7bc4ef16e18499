package io.throughline.dashboard.ledger;

import io.throughline.events.OrderCancelled;
import io.throughline.events.OrderChanged;
import io.throughline.events.OrderDeleted;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderFulfillmentUpdated;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.OrderRefunded;
import io.throughline.events.RedactionRequested;
import io.throughline.events.ShipmentDelivered;
import io.throughline.events.ShipmentDispatched;
import io.throughline.events.ShipmentException;
import io.throughline.events.order.Customer;
import io.throughline.events.order.OrderLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an event adds to what its order is found by.
 *
 * @param email of the customer, in clear: hashed before it is kept
 */
public record SearchTerms(@Nullable String email, Set<String> skus, Set<String> trackingNumbers) {

    public static final SearchTerms NONE = new SearchTerms(null, Set.of(), Set.of());

    public SearchTerms {
        skus = Set.copyOf(skus);
        trackingNumbers = Set.copyOf(trackingNumbers);
    }

    public static SearchTerms of(OrderEvent data) {
        if (data instanceof RedactionRequested) {
            return NONE;
        }
        Customer customer = data.order().customer();
        return new SearchTerms(
                customer == null
                        ? null
                        : Optional.ofNullable(customer.email())
                                .map(SearchTerms::normal)
                                .orElse(null),
                normal(data.order().lines().stream().map(OrderLine::sku)),
                normal(trackingNumbers(data).stream()));
    }

    private static List<String> trackingNumbers(OrderEvent data) {
        return switch (data) {
            case ShipmentDispatched shipment -> shipment.change().trackingNumbers();
            case ShipmentDelivered shipment -> shipment.change().trackingNumbers();
            case ShipmentException shipment -> shipment.change().trackingNumbers();
            case OrderPlaced placed -> List.of();
            case OrderChanged changed -> List.of();
            case OrderPaid paid -> List.of();
            case OrderFulfillmentUpdated updated -> List.of();
            case OrderRefunded refunded -> List.of();
            case OrderCancelled cancelled -> List.of();
            case OrderDeleted deleted -> List.of();
            case RedactionRequested redaction -> List.of();
        };
    }

    /** As terms are compared: people type them in either case, and copy them with spaces around. */
    public static String normal(String term) {
        return term.strip().toLowerCase(Locale.ROOT);
    }

    private static Set<String> normal(Stream<? extends @Nullable String> terms) {
        return terms.flatMap(term -> term == null ? Stream.of() : Stream.of(normal(term)))
                .filter(term -> !term.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Not for logs. */
    @Override
    public String toString() {
        return "SearchTerms[…]";
    }
}
