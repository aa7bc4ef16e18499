package io.throughline.stub;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Xero Accounting 16.1, the part about sales invoices and credit notes: an idempotency key gives the first answer
 * again, a number is unique in its collection for ever, and totals come from the lines. Effects are "invoice",
 * "credit-note" and "void".
 */
public final class XeroStub extends StubSystem {

    /** What the real system allows an organisation: requests in any minute. Off until asked for. */
    public static final int REAL_LIMIT_PER_MINUTE = 60;

    private static final String ROOT = "/api.xro/2.0/";
    private static final Pattern COLLECTION = Pattern.compile(ROOT + "(Invoices|CreditNotes)");
    private static final Pattern ONE_INVOICE = Pattern.compile(ROOT + "Invoices/([-0-9a-f]{36})");
    private static final int LONGEST_KEY = 128;
    private static final int MOST_KEYS = 10_000;

    private record Answered(String body, StubAnswer answer) {}

    private final XeroBooks books = new XeroBooks();
    private final Map<String, Answered> answers = new LinkedHashMap<>();

    private XeroStub(int port) {
        super("xero", port);
    }

    /** @param port 0 for any free one */
    public static XeroStub start(int port) {
        XeroStub stub = new XeroStub(port);
        stub.open();
        return stub;
    }

    /** Somebody books a payment on every invoice of an order: it can be voided no more. */
    public void pay(String order, BigDecimal amount) {
        whileQuiet(() -> books.replaceInvoices(order, invoice -> invoice.paid(amount)));
    }

    /** From now on no idempotency key is known, as after the real system's retention. */
    public void forgetKeys() {
        whileQuiet(answers::clear);
    }

    /** What the standing invoices of an order come to; zero when there is none. */
    public BigDecimal invoiced(String order) {
        return sum(order, true);
    }

    /** What the credit notes of an order come to; zero when there is none. */
    public BigDecimal credited(String order) {
        return sum(order, false);
    }

    private BigDecimal sum(String order, boolean invoices) {
        return documents(order).stream()
                .filter(entry ->
                        entry.isInvoice() == invoices && !entry.status().equals("VOIDED"))
                .map(XeroEntry::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Names on which documents of an order are booked. */
    public List<String> contacts(String order) {
        return documents(order).stream()
                .map(entry -> entry.wish().path("Contact").path("Name").asString(""))
                .toList();
    }

    /** The line items of every document of an order as they came, invoices and credit notes alike, oldest first. */
    public List<JsonNode> lineItems(String order) {
        List<JsonNode> items = new ArrayList<>();
        documents(order).forEach(entry -> entry.wish().path("LineItems").forEach(items::add));
        return items;
    }

    private List<XeroEntry> documents(String order) {
        List<XeroEntry> found = new ArrayList<>();
        whileQuiet(() -> found.addAll(books.of(order)));
        return found;
    }

    @Override
    protected String retryHeader() {
        return "Retry-After";
    }

    @Override
    protected StubAnswer rejection(String reason) {
        return StubAnswer.of(
                400,
                Map.of(
                        "ErrorNumber",
                        10,
                        "Type",
                        "ValidationException",
                        "Message",
                        "A validation exception occurred",
                        "Elements",
                        List.of(Map.of("ValidationErrors", List.of(Map.of("Message", reason))))));
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (!request.header("authorization").orElse("").matches("Bearer .+")
                || identity().refuses(request)) {
            return StubAnswer.of(401, Map.of("Title", "Unauthorized", "Status", 401));
        }
        if (request.header("xero-tenant-id").orElse("").isBlank()) {
            return StubAnswer.of(403, Map.of("Title", "Forbidden", "Status", 403));
        }
        return request.isChange() ? once(request) : look(request);
    }

    private StubAnswer once(StubRequest request) {
        String key = request.header("idempotency-key").orElse("");
        if (key.length() > LONGEST_KEY) {
            return rejection("The idempotency key is longer than " + LONGEST_KEY + " characters");
        }
        Answered before = honoursIdempotency() ? answers.get(key) : null;
        if (before != null) {
            return before.body().equals(request.body())
                    ? before.answer()
                    : rejection("The idempotency key was used with another request");
        }
        StubAnswer answer = change(request);
        if (!key.isEmpty() && answer.status() == 200) {
            answers.put(key, new Answered(request.body(), answer));
            answers.keySet().stream()
                    .limit(Math.max(0, answers.size() - MOST_KEYS))
                    .toList()
                    .forEach(answers::remove);
        }
        return answer;
    }

    private StubAnswer change(StubRequest request) {
        Matcher collection = COLLECTION.matcher(request.path());
        if (collection.matches()) {
            JsonNode wishes = request.json().path(collection.group(1));
            return wishes.size() == 1
                    ? keep(request, collection.group(1), wishes.get(0))
                    : rejection("This stub takes one document in a request");
        }
        return named(request.path())
                .map(invoice -> voided(request, invoice))
                .orElseGet(() -> StubAnswer.of(404, Map.of("Title", "The resource cannot be found")));
    }

    private StubAnswer keep(StubRequest request, String collection, JsonNode wish) {
        XeroEntry entry = XeroEntry.asked(collection, UUID.randomUUID().toString(), wish);
        Optional<XeroEntry> same = books.byNumber(collection, entry.number());
        Optional<String> problem = entry.problem();
        if (problem.isPresent()) {
            return rejection(problem.get());
        }
        if (same.isPresent() && request.method().equals("POST")) {
            return overwrite(new XeroEntry(
                    collection,
                    same.get().id(),
                    wish,
                    entry.status(),
                    same.get().paid()));
        }
        if (same.isPresent() && honoursIdempotency()) {
            return rejection(entry.kind() + " # must be unique.");
        }
        made(entry.isInvoice() ? "invoice" : "credit-note", key(request, entry), entry.id());
        return overwrite(entry);
    }

    private StubAnswer overwrite(XeroEntry entry) {
        books.put(entry);
        return documents(entry.collection(), List.of(entry));
    }

    private StubAnswer voided(StubRequest request, XeroEntry invoice) {
        if (!request.json().path("Status").asString("").equals("VOIDED")) {
            return rejection("This stub only voids");
        }
        if (!invoice.status().equals("AUTHORISED") || invoice.paid().signum() != 0) {
            return rejection("Invoice not of valid status for modification");
        }
        made("void", key(request, invoice), invoice.id());
        return overwrite(invoice.voided());
    }

    /** The effect key as it came; where only its hash did, the reference and number tell the same. */
    private static String key(StubRequest request, XeroEntry entry) {
        return request.header("idempotency-key")
                .filter(key -> key.startsWith(entry.reference() + "/"))
                .orElse(entry.reference() + "/" + entry.kind() + "/" + entry.number());
    }

    private StubAnswer look(StubRequest request) {
        Matcher collection = COLLECTION.matcher(request.path());
        if (collection.matches()) {
            return documents(collection.group(1), books.find(collection.group(1), request.query()));
        }
        return named(request.path())
                .map(invoice -> documents("Invoices", List.of(invoice)))
                .orElseGet(() -> StubAnswer.of(404, Map.of("Title", "The resource cannot be found")));
    }

    private Optional<XeroEntry> named(String path) {
        Matcher matcher = ONE_INVOICE.matcher(path);
        return matcher.matches() ? books.byId(matcher.group(1)) : Optional.empty();
    }

    private static StubAnswer documents(String collection, List<XeroEntry> found) {
        return StubAnswer.of(
                200,
                Map.of(
                        "Status",
                        "OK",
                        collection,
                        found.stream().map(XeroEntry::view).toList()));
    }
}
