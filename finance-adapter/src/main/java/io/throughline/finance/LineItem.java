package io.throughline.finance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.runtime.books.Charge;
import io.throughline.runtime.books.ShopBooking;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A line of an invoice or credit note, in Xero's words.
 *
 * @param discountAmount only invoices may carry one
 * @param lineAmount quantity x unit amount - discount, which Xero verifies
 * @param taxAmount as the storefront computed it; it overrides what Xero would compute from the tax type
 */
@JsonNaming(UpperCamelCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record LineItem(
        String description,
        BigDecimal quantity,
        BigDecimal unitAmount,
        @Nullable BigDecimal discountAmount,
        BigDecimal lineAmount,
        BigDecimal taxAmount,
        String taxType,
        String accountCode) {

    /** Xero keeps this many decimals of a unit amount. */
    private static final int UNIT_DECIMALS = 2;

    static LineItem of(Charge charge, ShopBooking shop) {
        // Xero refuses a line whose quantity and unit amount do not give its line amount.
        boolean perUnit = charge.isExactPerUnit(UNIT_DECIMALS);
        return new LineItem(
                perUnit ? charge.title() : charge.pieces(),
                perUnit ? charge.quantity() : BigDecimal.ONE,
                perUnit ? charge.unitPrice() : charge.gross().toDecimal(),
                charge.discount().minor() == 0 ? null : charge.discount().toDecimal(),
                charge.amount().toDecimal(),
                charge.ownTax().toDecimal(),
                shop.taxType(charge),
                shop.account(charge.kind()));
    }
}
