package io.throughline.stub;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Xero Accounting 16.1, the part about sales invoices, credit notes and payments: an idempotency key gives the first
 * answer again, a number is unique in its collection for ever, totals come from the lines, one that is refused does not
 * stop the others of its request, and nothing is paid twice. Effects are "invoice", "credit-note", "payment", "payout"
 * and "void".
 */
public final class XeroStub extends StubSystem {

    /** What the real system allows an organisation: requests in any minute. Off until asked for. */
    public static final int REAL_LIMIT_PER_MINUTE = 60;

    private static final String ROOT = "/api.xro/2.0/";
    private static final Pattern COLLECTION = Pattern.compile(ROOT + "(Invoices|CreditNotes|Payments)");
    private static final Pattern ONE_INVOICE = Pattern.compile(ROOT + "Invoices/([-0-9a-f]{36})");
    private static final int LONGEST_KEY = 128;
    private static final int MOST_TOGETHER = 50;

    private final XeroBooks books = new XeroBooks();
    private final FirstAnswers answers = new FirstAnswers();

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

    /** The accountant closes the books: nothing dated before that day is taken any more. */
    public void lockBefore(LocalDate day) {
        whileQuiet(() -> books.lockBefore(day));
    }

    /** From now on no idempotency key is known, as after the real system's retention. */
    public void forgetKeys() {
        whileQuiet(answers::forget);
    }

    /** What the standing invoices of an order come to; zero when there is none. */
    public BigDecimal invoiced(String order) {
        return inTurn(() -> books.sum(order, "Invoices"));
    }

    /** What the credit notes of an order come to; zero when there is none. */
    public BigDecimal credited(String order) {
        return inTurn(() -> books.sum(order, "CreditNotes"));
    }

    /** What came in on an account less what went out of it, for one order; zero when nothing did. */
    public BigDecimal paid(String order, String account) {
        return inTurn(() -> books.paid(order, account));
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
        return inTurn(() -> books.of(order));
    }

    @Override
    protected void forget(Effect effect) {
        answers.forget();
        books.forget(effect);
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
        Optional<StubAnswer> first = honoursIdempotency()
                ? answers.to(key, request.body(), rejection("The idempotency key was used with another request"))
                : Optional.empty();
        return first.orElseGet(() -> changed(request, key));
    }

    /** Whoever corrects what was refused may use its key again. */
    private StubAnswer changed(StubRequest request, String key) {
        StubAnswer answer = change(request);
        if (!key.isEmpty()
                && answer.status() == 200
                && !String.valueOf(answer.body()).contains(XeroEntry.PROBLEMS)) {
            answers.keep(key, request.body(), answer);
        }
        return answer;
    }

    private StubAnswer change(StubRequest request) {
        Matcher collection = COLLECTION.matcher(request.path());
        if (collection.matches()) {
            JsonNode wishes = request.json().path(collection.group(1));
            return wishes.isEmpty() || wishes.size() > MOST_TOGETHER
                    ? rejection("A request takes 1 to " + MOST_TOGETHER + " documents")
                    : keepEach(request, collection.group(1), wishes);
        }
        return named(request.path())
                .map(invoice -> voided(request, invoice))
                .orElseGet(() -> StubAnswer.of(404, Map.of("Title", "The resource cannot be found")));
    }

    /** Where errors are not summarised, one that is refused stands in the answer with what is wrong with it. */
    private StubAnswer keepEach(StubRequest request, String collection, JsonNode wishes) {
        boolean each = request.query().getOrDefault("summarizeErrors", "").equals("false");
        List<Map<String, Object>> views = new ArrayList<>();
        for (JsonNode wish : wishes) {
            XeroEntry entry = XeroEntry.asked(collection, UUID.randomUUID().toString(), wish);
            Optional<String> problem = problem(request, entry);
            if (problem.isPresent() && !each) {
                return rejection(problem.get());
            }
            views.add(problem.map(entry::refused).orElseGet(() -> keep(request, entry)));
        }
        return StubAnswer.of(200, Map.of("Status", "OK", collection, views));
    }

    private Optional<String> problem(StubRequest request, XeroEntry entry) {
        boolean taken = books.byNumber(entry.collection(), entry.number()).isPresent()
                && request.method().equals("PUT")
                && honoursIdempotency();
        return entry.problem()
                .or(() -> books.problem(entry))
                .or(() -> taken ? Optional.of(entry.kind() + " # must be unique.") : Optional.empty());
    }

    private Map<String, Object> keep(StubRequest request, XeroEntry entry) {
        Optional<XeroEntry> same = books.byNumber(entry.collection(), entry.number());
        if (same.isPresent() && request.method().equals("POST")) {
            XeroEntry changed = new XeroEntry(
                    entry.collection(),
                    same.get().id(),
                    entry.wish(),
                    entry.status(),
                    same.get().paid());
            books.put(changed);
            return changed.view();
        }
        made(entry.operation(), key(request, entry), entry.id());
        books.put(entry);
        return entry.view();
    }

    private StubAnswer voided(StubRequest request, XeroEntry invoice) {
        if (!request.json().path("Status").asString("").equals("VOIDED")) {
            return rejection("This stub only voids");
        }
        if (!invoice.status().equals("AUTHORISED") || invoice.paid().signum() != 0) {
            return rejection("Invoice not of valid status for modification");
        }
        made("void", key(request, invoice), invoice.id());
        books.put(invoice.voided());
        return documents(invoice.collection(), List.of(invoice.voided()));
    }

    /** The effect key as it came; where only its hash did, the reference and number tell the same. */
    private static String key(StubRequest request, XeroEntry entry) {
        return request.header("idempotency-key")
                .filter(key -> !entry.isPayment() && key.startsWith(entry.reference() + "/"))
                .orElse(entry.keyOfOneOfMany());
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
