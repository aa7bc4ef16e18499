package io.throughline.runtime.exchange;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The part of a request about several orders that names one of them: an element of its outermost list. */
final class SharedBody {

    private static final Pattern ELEMENT = Pattern.compile("(.*?/\\d+)(?=/|$).*");

    private SharedBody() {}

    /** Empty where nothing in it names the order. */
    static List<Leaf> of(List<Leaf> fields, String orderKey) {
        Set<String> ours = fields.stream()
                .filter(field -> Origins.isPart(orderKey, field.text()))
                .map(field -> element(field.path()))
                .collect(Collectors.toSet());
        return fields.stream()
                .filter(field -> ours.contains(element(field.path())))
                .toList();
    }

    private static String element(String path) {
        Matcher element = ELEMENT.matcher(path);
        return element.matches() ? element.group(1) : "";
    }
}
