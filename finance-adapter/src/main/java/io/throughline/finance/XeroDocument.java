package io.throughline.finance;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.books.Booked;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An invoice, a credit note or a payment as Xero has it, or what it finds wrong with one.
 *
 * @param name its number, unique among documents of its kind; a payment has none and is known by its reference
 * @param total with tax
 * @param amountPaid by payments booked on it
 * @param amountCredited by credit notes allocated to it
 * @param validationErrors why it was refused
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record XeroDocument(
        @JsonAlias({"InvoiceID", "CreditNoteID", "PaymentID"})
        String id,

        @JsonAlias({"InvoiceNumber", "CreditNoteNumber"}) String name,

        String reference,
        @Nullable String status,
        @JsonAlias("Amount") BigDecimal total,
        @Nullable String currencyCode,
        BigDecimal amountPaid,
        BigDecimal amountCredited,
        List<Map<String, String>> validationErrors)
        implements Booked {

    /** Xero's answer to every request, one or many. */
    record All(
            @JsonAlias({"Invoices", "CreditNotes", "Payments"})
            List<XeroDocument> documents) {}

    XeroDocument {
        id = String.valueOf(id);
        reference = reference == null ? "" : reference;
        name = name == null ? reference : name;
        total = total == null ? BigDecimal.ZERO : total;
        amountPaid = amountPaid == null ? BigDecimal.ZERO : amountPaid;
        amountCredited = amountCredited == null ? BigDecimal.ZERO : amountCredited;
        validationErrors = validationErrors == null ? List.of() : List.copyOf(validationErrors);
    }

    @Override
    public Optional<String> currency() {
        return Optional.ofNullable(currencyCode);
    }

    @Override
    public boolean isVoid() {
        return "VOIDED".equals(status) || "DELETED".equals(status);
    }

    @Override
    public boolean isSettled() {
        return amountPaid.signum() != 0 || amountCredited.signum() != 0;
    }

    @Override
    public Optional<PermanentFailure> refusal() {
        if (validationErrors.isEmpty()) {
            return Optional.empty();
        }
        boolean locked = validationErrors.toString().toLowerCase(Locale.ROOT).contains("lock date");
        String code = locked ? "period-locked" : "xero-rejected";
        return Optional.of(new PermanentFailure(code, locked ? "Its period is closed" : "Xero refused it", null));
    }
}
