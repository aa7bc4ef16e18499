package io.throughline.emulator.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Entries and feeds. */
final class Atom {

    private static final Map<String, String> TEXT = Map.of("type", "text");
    private static final Map<String, String> XML = Map.of("type", "application/xml");

    private Atom() {}

    static Element entry(String title, String url, Instant updated, Element description) {
        return Element.atom(
                "entry",
                Element.atom("id", url),
                Element.atom("title", title).with(TEXT),
                Element.atom("updated", updated.toString()),
                link("self", url),
                Element.atom("content", description).with(XML));
    }

    /** One page of what is listed, with a link to the next if there is more. */
    static <T> Element feed(Call call, Instant updated, List<T> all, Function<T, Element> entry) {
        var parts = new ArrayList<Element>();
        parts.add(Element.atom("title", call.uri().getPath()).with(TEXT));
        parts.add(Element.atom("id", call.url()));
        parts.add(Element.atom("updated", updated.toString()));
        parts.add(link("self", call.url()));
        var next = (long) call.skip() + call.top();
        if (next < all.size()) {
            parts.add(link("next", call.url() + "?$skip=" + next + "&$top=" + call.top()));
        }
        all.stream().skip(call.skip()).limit(call.top()).map(entry).forEach(parts::add);
        return Element.atom("feed").with(parts);
    }

    private static Element link(String relation, String url) {
        return Element.atom("link").with(Map.of("rel", relation, "href", url));
    }
}
