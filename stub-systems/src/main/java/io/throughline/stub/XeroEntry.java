package io.throughline.stub;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * An invoice or credit note in the stub's books.
 *
 * @param collection {@code Invoices} or {@code CreditNotes}
 * @param wish what was asked for, as it came
 */
record XeroEntry(String collection, String id, JsonNode wish, String status, BigDecimal paid) {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    static XeroEntry asked(String collection, String id, JsonNode wish) {
        return new XeroEntry(collection, id, wish, wish.path("Status").asString("DRAFT"), BigDecimal.ZERO);
    }

    XeroEntry voided() {
        return new XeroEntry(collection, id, wish, "VOIDED", paid);
    }

    XeroEntry paid(BigDecimal amount) {
        return new XeroEntry(collection, id, wish, status, amount);
    }

    /** Xero's word for one of the collection: {@code Invoice}. */
    String kind() {
        return collection.substring(0, collection.length() - 1);
    }

    boolean isInvoice() {
        return collection.equals("Invoices");
    }

    String number() {
        return wish.path(kind() + "Number").asString("");
    }

    String reference() {
        return wish.path("Reference").asString("");
    }

    /** What a field is, for a {@code where} clause. */
    String field(String name) {
        return name.equals("Status") ? status : wish.path(name).asString("");
    }

    BigDecimal total() {
        boolean inclusive = wish.path("LineAmountTypes").asString("").equals("Inclusive");
        return lines().map(line -> inclusive ? amount(line) : amount(line).add(decimal(line, "TaxAmount")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(kind() + "ID", id);
        view.put(kind() + "Number", number());
        view.put("Type", wish.path("Type").asString());
        view.put("Reference", reference());
        view.put("Contact", wish.path("Contact"));
        view.put("Status", status);
        view.put("LineAmountTypes", wish.path("LineAmountTypes"));
        view.put("LineItems", wish.path("LineItems"));
        view.put("TotalTax", lines().map(line -> decimal(line, "TaxAmount")).reduce(BigDecimal.ZERO, BigDecimal::add));
        view.put("Total", total());
        view.put("CurrencyCode", wish.path("CurrencyCode"));
        view.put("AmountPaid", paid);
        view.put("AmountDue", total().subtract(paid));
        view.put("AmountCredited", BigDecimal.ZERO);
        return view;
    }

    /** Why the real system would refuse it; absent when it would not. */
    Optional<String> problem() {
        if (!List.of("ACCREC", "ACCRECCREDIT").contains(field("Type"))) {
            return Optional.of("Invoice Type not recognised");
        }
        if (wish.path("Contact").path("Name").asString("").isBlank()) {
            return Optional.of("A Contact must be specified for this type of transaction");
        }
        if (field("CurrencyCode").isEmpty() || field("Date").isEmpty()) {
            return Optional.of("A currency and a date are needed");
        }
        if (isInvoice() && status.equals("AUTHORISED") && field("DueDate").isEmpty()) {
            return Optional.of("Invoice not of valid status for creation: Due Date is needed");
        }
        if (lines().findAny().isEmpty()) {
            return Optional.of("One or more line items must be specified");
        }
        return lines().flatMap(line -> problem(line).stream()).findFirst();
    }

    private Optional<String> problem(JsonNode line) {
        if (line.path("Description").asString("").isBlank()) {
            return Optional.of("Description must not be empty");
        }
        if (line.path("AccountCode").asString("").isBlank()) {
            return Optional.of("Account code must be specified");
        }
        if (line.has("DiscountAmount") && !isInvoice()) {
            return Optional.of("Discounts are only supported on sales invoices");
        }
        BigDecimal expected = decimal(line, "Quantity")
                .multiply(decimal(line, "UnitAmount"))
                .subtract(decimal(line, "DiscountAmount"));
        return expected.subtract(amount(line)).abs().compareTo(CENT) >= 0
                ? Optional.of("The line total " + amount(line) + " does not match the expected line total " + expected)
                : Optional.empty();
    }

    private static BigDecimal amount(JsonNode line) {
        return decimal(line, "LineAmount");
    }

    private static BigDecimal decimal(JsonNode line, String field) {
        return line.path(field).isNumber() ? line.path(field).decimalValue() : BigDecimal.ZERO;
    }

    private Stream<JsonNode> lines() {
        return StreamSupport.stream(wish.path("LineItems").spliterator(), false);
    }
}
