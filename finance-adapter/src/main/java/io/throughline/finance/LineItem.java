package io.throughline.finance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.finance.XeroProperties.Booking;
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

    static LineItem of(Charge charge, Booking booking) {
        boolean perUnit = isExactPerUnit(charge);
        boolean one = charge.quantity().compareTo(BigDecimal.ONE) == 0;
        return new LineItem(
                perUnit || one ? charge.title() : charge.quantity() + " x " + charge.title(),
                perUnit ? charge.quantity() : BigDecimal.ONE,
                perUnit ? charge.unitPrice() : charge.gross().toDecimal(),
                charge.discount().minor() == 0 ? null : charge.discount().toDecimal(),
                charge.gross().minus(charge.discount()).toDecimal(),
                charge.ownTax().toDecimal(),
                charge.ownTax().minor() == 0 ? booking.untaxed() : booking.taxed(),
                charge.account());
    }

    // Xero refuses a line whose quantity and unit amount do not give its line amount.
    private static boolean isExactPerUnit(Charge charge) {
        return charge.quantity().signum() > 0
                && charge.unitPrice().scale() <= UNIT_DECIMALS
                && charge.quantity()
                                .multiply(charge.unitPrice())
                                .compareTo(charge.gross().toDecimal())
                        == 0;
    }
}
