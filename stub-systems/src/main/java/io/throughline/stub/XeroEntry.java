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
 * An invoice, credit note or payment in the stub's books.
 *
 * @param collection {@code Invoices}, {@code CreditNotes} or {@code Payments}
 * @param wish what was asked for, as it came
 */
record XeroEntry(String collection, String id, JsonNode wish, String status, BigDecimal paid) {

    /** Where an answer says what is wrong with one of several. */
    static final String PROBLEMS = "ValidationErrors";

    private static final BigDecimal CENT = new BigDecimal("0.01");

    static XeroEntry asked(String collection, String id, JsonNode wish) {
        return new XeroEntry(
                collection,
                id,
                wish,
                wish.path("Status").asString(collection.equals("Payments") ? "AUTHORISED" : "DRAFT"),
                BigDecimal.ZERO);
    }

    XeroEntry voided() {
        return new XeroEntry(collection, id, wish, "VOIDED", paid);
    }

    XeroEntry standing() {
        return new XeroEntry(collection, id, wish, "AUTHORISED", paid);
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

    boolean isPayment() {
        return collection.equals("Payments");
    }

    boolean isPayout() {
        return wish.has("CreditNote");
    }

    /** What the real system would be said to have made. */
    String operation() {
        return switch (collection) {
            case "Invoices" -> "invoice";
            case "CreditNotes" -> "credit-note";
            default -> isPayout() ? "payout" : "payment";
        };
    }

    /** A payment has none. */
    String number() {
        return wish.path(kind() + "Number").asString("");
    }

    /** The collection and number of what a payment is for. */
    String paidCollection() {
        return isPayout() ? "CreditNotes" : "Invoices";
    }

    String paidNumber() {
        return isPayout()
                ? wish.path("CreditNote").path("CreditNoteNumber").asString("")
                : wish.path("Invoice").path("InvoiceNumber").asString("");
    }

    /** The effect key where a request was about many: what the reference and the number tell. */
    String keyOfOneOfMany() {
        return switch (collection) {
            case "Payments" -> reference();
            case "Invoices" ->
                reference() + "/invoice" + number().substring(reference().length());
            default ->
                reference() + "/credit-note" + number().substring(reference().length());
        };
    }

    String reference() {
        return wish.path("Reference").asString("");
    }

    /** What a field is, for a {@code where} clause. */
    String field(String name) {
        return name.equals("Status") ? status : wish.path(name).asString("");
    }

    BigDecimal total() {
        if (isPayment()) {
            return decimal(wish, "Amount");
        }
        boolean inclusive = wish.path("LineAmountTypes").asString("").equals("Inclusive");
        return lines().map(line -> inclusive ? amount(line) : amount(line).add(decimal(line, "TaxAmount")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What was asked for, with what is wrong with it. */
    Map<String, Object> refused(String problem) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(kind() + "ID", "00000000-0000-0000-0000-000000000000");
        view.put(kind() + "Number", number());
        view.put("Reference", reference());
        view.put("StatusAttributeString", "ERROR");
        view.put("HasErrors", true);
        view.put(PROBLEMS, List.of(Map.of("Message", problem)));
        return view;
    }

    Map<String, Object> view() {
        return isPayment() ? payment() : document();
    }

    private Map<String, Object> payment() {
        return Map.of("PaymentID", id, "Reference", reference(), "Status", status, "Amount", total());
    }

    private Map<String, Object> document() {
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
        if (isPayment()) {
            return paymentProblem();
        }
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

    private Optional<String> paymentProblem() {
        if (wish.path("Account").path("Code").asString("").isBlank()) {
            return Optional.of("Account could not be found");
        }
        return total().signum() <= 0 || field("Date").isEmpty()
                ? Optional.of("Payment amount must be greater than 0, and a date is needed")
                : Optional.empty();
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
