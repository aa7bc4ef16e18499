package io.throughline.finance;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An invoice or credit note as Xero has it.
 *
 * @param number unique among documents of its kind
 * @param total with tax
 * @param amountPaid by payments booked on it
 * @param amountCredited by credit notes allocated to it
 */
record XeroDocument(
        @JsonAlias({"InvoiceID", "CreditNoteID"}) String id,

        @JsonAlias({"InvoiceNumber", "CreditNoteNumber"}) @Nullable
        String number,

        @JsonProperty("Status") String status,
        @JsonProperty("Total") BigDecimal total,
        @JsonProperty("CurrencyCode") String currencyCode,
        @JsonProperty("AmountPaid") @Nullable BigDecimal amountPaid,
        @JsonProperty("AmountCredited") @Nullable BigDecimal amountCredited) {

    /** Whether it counts for nothing any more. */
    boolean isVoid() {
        return status.equals("VOIDED") || status.equals("DELETED");
    }

    /** Whether a payment or a credit note stands against it: then Xero does not void it. */
    boolean isSettled() {
        return isSome(amountPaid) || isSome(amountCredited);
    }

    /** Whether it is what was asked for. */
    boolean isWorth(Posting posting) {
        return currencyCode.equals(posting.total().currency())
                && total.compareTo(posting.total().toDecimal()) == 0;
    }

    private static boolean isSome(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() != 0;
    }
}
