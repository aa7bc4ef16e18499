package io.throughline.emulator.admin;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names with values of different types, as XML: properties to compare with, and parameters of SQL. */
final class NamedValues {

    private static final String ENTRY = "KeyValueOfstringanyType";

    private NamedValues() {}

    static Map<String, Object> read(Element parent, String name) {
        var values = new LinkedHashMap<String, Object>();
        parent.child(name)
                .ifPresent(given -> given.children()
                        .forEach(each -> values.put(
                                each.text("Key").orElse(""),
                                each.child("Value").map(NamedValues::value).orElse(""))));
        return values;
    }

    private static Object value(Element value) {
        return switch (value.type()) {
            case "boolean" -> Boolean.valueOf(value.text());
            case "byte", "short", "int", "long", "decimal", "float", "double" -> new BigDecimal(value.text());
            default -> value.text();
        };
    }

    static Element of(String name, Map<String, Object> values) {
        return Element.of(name)
                .with(values.entrySet().stream()
                        .map(each -> Element.of(
                                ENTRY,
                                Element.leaf("Key", each.getKey()),
                                Element.leaf("Value", each.getValue())
                                        .with(Map.of("type", XmlWriting.TYPES + ":" + type(each.getValue())))))
                        .toList());
    }

    private static String type(Object value) {
        return switch (value) {
            case Boolean flag -> "boolean";
            case Integer number -> "int";
            case Long number -> "long";
            case BigDecimal number when isInt(number) -> "int";
            case BigDecimal number -> "double";
            case Double number -> "double";
            default -> "string";
        };
    }

    private static boolean isInt(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }
}
