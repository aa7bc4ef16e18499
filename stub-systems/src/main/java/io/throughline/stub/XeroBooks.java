package io.throughline.stub;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything booked at the stub Xero, found by id, number and reference. Not thread-safe: its stub takes turns. */
final class XeroBooks {

    private static final Pattern CLAUSE = Pattern.compile("([A-Za-z]+)==\"([^\"]*)\"");
    private static final Pattern REFERENCE = Pattern.compile("Reference==\"([^\"]*)\"");
    private static final Pattern BOUND = Pattern.compile("Date(>=|<)DateTime\\((\\d{4}),(\\d\\d),(\\d\\d)\\)");
    private static final int MOST_DOCUMENTS = 100;

    private LocalDate firstOpenDay = LocalDate.MIN;
    private final Map<String, XeroEntry> byId = new LinkedHashMap<>();
    private final Map<String, String> idByNumber = new LinkedHashMap<>();
    private final Map<String, List<String>> idsByReference = new LinkedHashMap<>();

    void lockBefore(LocalDate day) {
        firstOpenDay = day;
    }

    /** Why the books as they stand do not take it; absent when they do. */
    Optional<String> problem(XeroEntry entry) {
        if (LocalDate.parse(entry.field("Date")).isBefore(firstOpenDay)) {
            return Optional.of("The document date cannot be before the period lock date");
        }
        if (!entry.isPayment()) {
            return Optional.empty();
        }
        Optional<XeroEntry> paid = byNumber(entry.paidCollection(), entry.paidNumber())
                .filter(document -> document.status().equals("AUTHORISED"));
        if (paid.isEmpty()) {
            return Optional.of("The document number does not match an authorised document");
        }
        BigDecimal due = paid.get().total().subtract(paid.get().paid());
        return entry.total().compareTo(due) > 0
                ? Optional.of("Payment amount exceeds the amount outstanding on this document")
                : Optional.empty();
    }

    BigDecimal sum(String order, String collection) {
        return of(order).stream()
                .filter(entry ->
                        entry.collection().equals(collection) && !entry.status().equals("VOIDED"))
                .map(XeroEntry::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal paid(String order, String account) {
        return byId.values().stream()
                .filter(entry -> entry.isPayment() && entry.reference().startsWith(order + "/"))
                .filter(entry ->
                        entry.wish().path("Account").path("Code").asString("").equals(account))
                .map(entry -> entry.isPayout() ? entry.total().negate() : entry.total())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void put(XeroEntry entry) {
        if (byId.put(entry.id(), entry) == null) {
            if (entry.isPayment()) {
                pay(entry, entry.total());
            }
            if (!entry.isPayment()) {
                idByNumber.put(entry.collection() + "/" + entry.number(), entry.id());
            }
            idsByReference
                    .computeIfAbsent(entry.reference(), reference -> new ArrayList<>())
                    .add(entry.id());
        }
    }

    /** Shows nothing of what was made; what was voided stands again. */
    void forget(Effect effect) {
        XeroEntry entry = byId.get(effect.id());
        if (entry == null) {
            return;
        }
        if (effect.operation().equals("void")) {
            byId.put(entry.id(), entry.standing());
            return;
        }
        byId.remove(entry.id());
        idByNumber.remove(entry.collection() + "/" + entry.number());
        idsByReference.getOrDefault(entry.reference(), new ArrayList<>()).remove(entry.id());
        if (entry.isPayment()) {
            pay(entry, entry.total().negate());
        }
    }

    private void pay(XeroEntry payment, BigDecimal amount) {
        byNumber(payment.paidCollection(), payment.paidNumber())
                .ifPresent(document ->
                        byId.put(document.id(), document.paid(document.paid().add(amount))));
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

    /**
     * @param query {@code where}: equalities and bounds of {@code Date}, joined by AND, references by OR; {@code page}
     *     and its size
     */
    List<XeroEntry> find(String collection, Map<String, String> query) {
        String where = query.getOrDefault("where", "");
        List<String> references =
                REFERENCE.matcher(where).results().map(one -> one.group(1)).toList();
        Stream<XeroEntry> found = references.isEmpty()
                ? byId.values().stream()
                : references.stream().distinct().flatMap(reference -> of(reference).stream());
        for (MatchResult clause : CLAUSE.matcher(where).results().toList()) {
            if (clause.group(1).equals("Reference")) {
                continue;
            }
            found = found.filter(entry -> entry.field(clause.group(1)).equals(clause.group(2)));
        }
        for (MatchResult bound : BOUND.matcher(where).results().toList()) {
            LocalDate day = LocalDate.of(
                    Integer.parseInt(bound.group(2)),
                    Integer.parseInt(bound.group(3)),
                    Integer.parseInt(bound.group(4)));
            boolean before = bound.group(1).equals("<");
            found = found.filter(entry -> LocalDate.parse(entry.field("Date")).isBefore(day) == before);
        }
        int size = Integer.parseInt(query.getOrDefault("pageSize", Integer.toString(MOST_DOCUMENTS)));
        long before = (Long.parseLong(query.getOrDefault("page", "1")) - 1) * size;
        return found.filter(entry -> entry.collection().equals(collection))
                .skip(before)
                .limit(size)
                .toList();
    }

    void replaceInvoices(String reference, UnaryOperator<XeroEntry> change) {
        of(reference).stream().filter(XeroEntry::isInvoice).forEach(entry -> byId.put(entry.id(), change.apply(entry)));
    }
}
