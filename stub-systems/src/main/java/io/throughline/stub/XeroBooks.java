package io.throughline.stub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything booked at the stub Xero, found by id, number and reference. Not thread-safe: its stub takes turns. */
final class XeroBooks {

    private static final Pattern CLAUSE = Pattern.compile("([A-Za-z]+)==\"([^\"]*)\"");
    private static final Pattern REFERENCE = Pattern.compile("Reference==\"([^\"]*)\"");
    private static final int MOST_DOCUMENTS = 100;

    private final Map<String, XeroEntry> byId = new LinkedHashMap<>();
    private final Map<String, String> idByNumber = new LinkedHashMap<>();
    private final Map<String, List<String>> idsByReference = new LinkedHashMap<>();

    void put(XeroEntry entry) {
        if (byId.put(entry.id(), entry) == null) {
            idByNumber.put(entry.collection() + "/" + entry.number(), entry.id());
            idsByReference
                    .computeIfAbsent(entry.reference(), reference -> new ArrayList<>())
                    .add(entry.id());
        }
    }

    Optional<XeroEntry> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<XeroEntry> byNumber(String collection, String number) {
        return Optional.ofNullable(idByNumber.get(collection + "/" + number)).map(byId::get);
    }

    List<XeroEntry> of(String reference) {
        return idsByReference.getOrDefault(reference, List.of()).stream()
                .map(byId::get)
                .toList();
    }

    /** @param query {@code where} with equalities joined by AND, {@code InvoiceNumbers}, both or neither */
    List<XeroEntry> find(String collection, Map<String, String> query) {
        String where = query.getOrDefault("where", "");
        Matcher reference = REFERENCE.matcher(where);
        Stream<XeroEntry> found = reference.find() ? of(reference.group(1)).stream() : byId.values().stream();
        for (MatchResult clause : CLAUSE.matcher(where).results().toList()) {
            found = found.filter(entry -> entry.field(clause.group(1)).equals(clause.group(2)));
        }
        String numbers = query.get("InvoiceNumbers");
        return found.filter(entry -> entry.collection().equals(collection))
                .filter(entry ->
                        numbers == null || List.of(numbers.split(",", -1)).contains(entry.number()))
                .limit(MOST_DOCUMENTS)
                .toList();
    }

    void replaceInvoices(String reference, UnaryOperator<XeroEntry> change) {
        of(reference).stream().filter(XeroEntry::isInvoice).forEach(entry -> byId.put(entry.id(), change.apply(entry)));
    }
}
