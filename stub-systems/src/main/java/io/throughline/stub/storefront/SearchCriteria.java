package io.throughline.stub.storefront;

import io.throughline.backbone.json.Json;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adobe Commerce's {@code searchCriteria}: filters of one group are alternatives, groups must all hold. A page behind
 * the last one is the last one again, as there.
 *
 * @param query the parameters of the request, decoded
 */
record SearchCriteria(Map<String, String> query) {

    private static final Pattern FILTER = Pattern.compile(
            "searchCriteria\\[filter_groups]\\[([0-9]+)]\\[filters]\\[([0-9]+)]\\[(field|value|condition_type)]");
    private static final Pattern SORT =
            Pattern.compile("searchCriteria\\[sortOrders]\\[([0-9]+)]()\\[(field|direction)]");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,6})?");

    /** The names between the outermost brackets of {@code items[entity_id,extension_attributes[gift_cards_amount]]}. */
    private static final Pattern FIELDS = Pattern.compile("items\\[(.*)]");

    private static final Pattern NESTED = Pattern.compile("\\[[^\\[\\]]*]");
    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 300;

    private static final Map<String, IntPredicate> CONDITIONS = Map.of(
            "eq", order -> order == 0,
            "neq", order -> order != 0,
            "gt", order -> order > 0,
            "gteq", order -> order >= 0,
            "lt", order -> order < 0,
            "lteq", order -> order <= 0);

    /**
     * As the API answers: the items, and, unless only some fields are wanted, how many there are in all.
     *
     * @param index of each the fields that can be searched by
     * @param whole of each what is answered
     */
    <T> ObjectNode select(List<T> all, Function<T, ObjectNode> index, Function<T, ObjectNode> whole) {
        var groups = parts(FILTER).values();
        List<T> found = all.stream()
                .map(item -> Map.entry(index.apply(item), item))
                .filter(item -> groups.stream()
                        .allMatch(group -> group.values().stream().anyMatch(filter -> holds(filter, item.getKey()))))
                .sorted(Map.Entry.comparingByKey(order()))
                .map(Map.Entry::getValue)
                .toList();
        Set<String> fields = fields();
        ObjectNode answer = Json.mapper().createObjectNode();
        ArrayNode items = answer.putArray("items");
        page(found).stream().map(whole).forEach(item -> items.add(fields.isEmpty() ? item : item.retain(fields)));
        return fields.isEmpty() ? answer.put("total_count", found.size()) : answer;
    }

    private <T> List<T> page(List<T> found) {
        int size = Math.clamp(number("searchCriteria[pageSize]", USUAL_PAGE), 1, LARGEST_PAGE);
        int last = Math.max(1, (found.size() + size - 1) / size);
        int page = Math.clamp(number("searchCriteria[currentPage]", 1), 1, last);
        return ShopApi.page(found, (page - 1) * size, size);
    }

    /** A condition that is none holds for nothing. */
    private static boolean holds(Map<String, String> filter, ObjectNode item) {
        String field = filter.getOrDefault("field", "");
        return Optional.ofNullable(CONDITIONS.get(filter.getOrDefault("condition_type", "eq")))
                .filter(condition -> item.has(field))
                .filter(condition ->
                        condition.test(compare(item.path(field).asString(), filter.getOrDefault("value", ""))))
                .isPresent();
    }

    private Comparator<ObjectNode> order() {
        return parts(SORT).values().stream()
                .flatMap(one -> one.values().stream())
                .map(SearchCriteria::order)
                .reduce(Comparator::thenComparing)
                .orElseGet(() -> order(Map.of("field", "entity_id")));
    }

    private static Comparator<ObjectNode> order(Map<String, String> sort) {
        Comparator<ObjectNode> ascending = Comparator.comparing(
                item -> item.path(sort.getOrDefault("field", "")).asString(), SearchCriteria::compare);
        return sort.getOrDefault("direction", "ASC").equals("DESC") ? ascending.reversed() : ascending;
    }

    /** What belongs together, by the numbers that such parameters have in common. */
    private Map<String, Map<String, Map<String, String>>> parts(Pattern names) {
        Map<String, Map<String, Map<String, String>>> parts = new TreeMap<>();
        query.forEach((name, value) -> {
            Matcher part = names.matcher(name);
            if (part.matches()) {
                parts.computeIfAbsent(part.group(1), number -> new TreeMap<>())
                        .computeIfAbsent(part.group(2), number -> new TreeMap<>())
                        .put(part.group(3), value);
            }
        });
        return parts;
    }

    private int number(String name, int usual) {
        String given = query.getOrDefault(name, "");
        return given.matches("[0-9]{1,6}") ? Integer.parseInt(given) : usual;
    }

    private Set<String> fields() {
        Matcher wanted = FIELDS.matcher(query.getOrDefault("fields", ""));
        return wanted.matches()
                ? Pattern.compile(",")
                        .splitAsStream(NESTED.matcher(wanted.group(1)).replaceAll(""))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Numbers as numbers, all else by its letters: its instants sort so too. */
    private static int compare(String one, String other) {
        return NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches()
                ? new BigDecimal(one).compareTo(new BigDecimal(other))
                : one.compareTo(other);
    }
}
