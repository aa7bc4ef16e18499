package io.throughline.emulator.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of XML. Text between children is not kept.
 *
 * @param attributes by local name
 */
record Element(String namespace, String name, Map<String, String> attributes, String text, List<Element> children) {

    static final String ATOM = "http://www.w3.org/2005/Atom";
    static final String SERVICE_BUS = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";
    static final String COUNTS = "http://schemas.microsoft.com/netservices/2011/06/servicebus";

    static Element atom(String name, Element... children) {
        return new Element(ATOM, name, Map.of(), "", Arrays.asList(children));
    }

    static Element atom(String name, String text) {
        return new Element(ATOM, name, Map.of(), text, List.of());
    }

    /** In the namespace of descriptions. */
    static Element of(String name, Element... children) {
        return new Element(SERVICE_BUS, name, Map.of(), "", Arrays.asList(children));
    }

    static Element leaf(String name, Object text) {
        return new Element(SERVICE_BUS, name, Map.of(), text.toString(), List.of());
    }

    Element in(String other) {
        return new Element(other, name, attributes, text, children);
    }

    Element with(Map<String, String> more) {
        return new Element(namespace, name, more, text, children);
    }

    Element with(List<Element> more) {
        return new Element(namespace, name, attributes, text, more);
    }

    Optional<Element> child(String wanted) {
        return children.stream().filter(each -> each.name.equals(wanted)).findFirst();
    }

    /** The text of a child; nothing if it is missing or empty. */
    Optional<String> text(String wanted) {
        return child(wanted).map(Element::text).filter(value -> !value.isEmpty());
    }

    /** What it says it is, as {@code i:type="SqlFilter"} does; without the prefix. */
    String type() {
        var type = attributes.getOrDefault("type", "");
        return type.substring(type.indexOf(':') + 1);
    }
}
