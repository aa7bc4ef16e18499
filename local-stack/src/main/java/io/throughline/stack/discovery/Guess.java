package io.throughline.stack.discovery;

import io.throughline.events.EventTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What words in a file most likely mean. */
final class Guess {

    private static final Pattern HOST =
            Pattern.compile("(?i)(?:https?|s?ftps?|jdbc:[a-z]+|amqps?|sftp)://(?:[^/\\s\"'@]*@)?([a-z0-9.-]+)");

    /** By what an event is about, the rarer word first: an order that is refunded is an order too. */
    private static final Map<Pattern, String> EVENTS = events();

    private Guess() {}

    private static Map<Pattern, String> events() {
        Map<Pattern, String> events = new LinkedHashMap<>();
        events.put(words("refund|credit.?note|return"), "order.refunded.v1");
        events.put(words("cancel|void"), "order.cancelled.v1");
        events.put(words("paid|payment|capture|invoice"), "order.paid.v1");
        events.put(words("ful?fil?lment|shipped|tracking"), "order.fulfillment-updated.v1");
        events.put(words("updated?|modified|changed|edit"), "order.changed.v1");
        events.put(words("orders?|sale|shipment|stock"), "order.placed.v1");
        return events;
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?i)(?<![a-z])(?:" + alternatives + ")");
    }

    /** Event types that it would have to be told of, each with the word that says so; of the contract only. */
    static Map<String, String> events(String words) {
        Map<String, String> found = new LinkedHashMap<>();
        EVENTS.forEach((pattern, event) -> pattern.matcher(
                        words.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' '))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .filter(word -> EventTypes.named(event).isPresent())
                .ifPresent(word -> found.put(event, word)));
        return found;
    }

    /** Hosts in the order in which they stand. */
    static List<String> hosts(String text) {
        List<String> hosts = new ArrayList<>();
        HOST.matcher(text)
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .forEach(hosts::add);
        return hosts;
    }

    /** {@code api.xero.com} is called {@code xero}. */
    static String subject(String system) {
        String[] labels = system.toLowerCase(Locale.ROOT).split("\\.", -1);
        String label = labels.length < 2 ? labels[0] : labels[labels.length - 2];
        String subject = label.replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
        return subject.isEmpty() ? "unknown" : subject;
    }
}
