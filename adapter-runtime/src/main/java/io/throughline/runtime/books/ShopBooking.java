package io.throughline.runtime.books;

import io.throughline.events.order.Company;
import io.throughline.events.order.Order;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.books.Charge.Kind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the orders of one shop are booked; codes are those of the other system's chart of accounts and tax rates. What is
 * not mapped has no default and is not guessed.
 *
 * @param shop storefront and shop, as order keys begin: {@code shopify:demo-shop}
 * @param customer whom orders of consumers are booked on, so that no consumer's name leaves for the books; orders of a
 *     business are booked on its company name
 * @param accounts the account of each kind of charge, all of them; {@code gift-card} is a liability
 * @param clearing account that payments arrive on until the payment provider pays them out; gift cards are redeemed
 *     from theirs
 * @param gateways clearing account of a payment gateway that has its own, by the storefront's name of it
 * @param untaxed tax type of lines without tax
 * @param taxes tax types of lines with tax
 */
public record ShopBooking(
        @NotBlank @Pattern(regexp = "[a-z0-9-]+:[a-z0-9-]{1,63}")
        String shop,

        @NotBlank String customer,
        @DefaultValue Map<Kind, @NotBlank String> accounts,
        @NotBlank String clearing,
        @DefaultValue Map<String, @NotBlank String> gateways,
        @NotBlank String untaxed,
        @DefaultValue List<@NotNull @Valid TaxRate> taxes) {

    /**
     * One tax rate of the other system.
     *
     * @param tax title and rate as the storefront calls them, {@code VAT 0.19}; several taxes on one line sorted by
     *     title and joined, {@code County 0.01 + State 0.06}, for a rate of several components
     * @param type the other system's code of it
     */
    public record TaxRate(
            @NotBlank @Pattern(regexp = ".+ [0-9]+(\\.[0-9]*[1-9])?")
            String tax,

            @NotBlank String type) {}

    public ShopBooking {
        Set<Kind> missing = new TreeSet<>(Set.of(Kind.values()));
        missing.removeAll(accounts.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("The booking of " + shop + " has no accounts for " + missing);
        }
        accounts = Map.copyOf(accounts);
        gateways = Map.copyOf(gateways);
        taxes = List.copyOf(taxes);
    }

    /** @throws PermanentFailure {@code shop-unmapped} */
    public static ShopBooking of(Order order, List<ShopBooking> shops) {
        String name = order.orderKey().substring(0, order.orderKey().lastIndexOf(':'));
        return shops.stream()
                .filter(shop -> shop.shop().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new PermanentFailure("shop-unmapped", "No booking says where orders of " + name + " go", null));
    }

    /** Whom the order is booked on. */
    public String customerOf(Order order) {
        Company company = order.company();
        return company == null || company.name().isBlank() ? customer : company.name();
    }

    public String account(Kind kind) {
        return accounts.getOrDefault(kind, "");
    }

    /** Where what was paid is until it is paid out. */
    public String account(Paid paid) {
        return paid.isGiftCard() ? account(Kind.GIFT_CARD) : gateways.getOrDefault(paid.gateway(), clearing);
    }

    /** Where refunds of an order are paid from: where what paid it last went. */
    public String refundAccount(Order order) {
        List<Paid> paid = Paid.allOf(order);
        return paid.isEmpty() ? clearing : account(paid.getLast());
    }

    /** @throws PermanentFailure {@code tax-unmapped} */
    public String taxType(Charge charge) {
        if (charge.taxes().isEmpty() && charge.ownTax().minor() == 0) {
            return untaxed;
        }
        String tax = charge.taxes().stream().map(Tax::toString).collect(Collectors.joining(" + "));
        return taxes.stream()
                .filter(rate -> rate.tax().equals(tax))
                .map(TaxRate::type)
                .findFirst()
                .orElseThrow(() -> new PermanentFailure(
                        "tax-unmapped", "The booking of " + shop + " has no tax type for '" + tax + "'", null));
    }
}
