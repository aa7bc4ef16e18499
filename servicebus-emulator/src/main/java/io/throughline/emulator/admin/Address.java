package io.throughline.emulator.admin;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a path stands for. */
sealed interface Address {

    /** Everything about the namespace itself. */
    record NamespaceInfo() implements Address {}

    /** All queues. */
    record Queues() implements Address {}

    /** All topics. */
    record Topics() implements Address {}

    /** All subscriptions of a topic. */
    record Subscriptions(String topic) implements Address {}

    /** All rules of a subscription, which is named by its path. */
    record Rules(String subscription) implements Address {}

    /** One rule of a subscription, which is named by its path. */
    record OneRule(String subscription, String name) implements Address {}

    /** One subscription. */
    record OneSubscription(String topic, String name) implements Address {}

    /** A queue or a topic. */
    record Entity(String name) implements Address {}

    Pattern BELOW_TOPIC = Pattern.compile(
            "(?<topic>.+?)/subscriptions(/(?<subscription>[^/]+)(?<rules>/rules(/(?<rule>[^/]+))?)?)?/?",
            Pattern.CASE_INSENSITIVE);

    /** @param path as in the request, decoded: {@code /orders/subscriptions/audit} */
    static Address of(String path) {
        var name = path.startsWith("/") ? path.substring(1) : path;
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "$namespaceinfo" -> new NamespaceInfo();
            case "$resources/queues" -> new Queues();
            case "$resources/topics" -> new Topics();
            default -> entity(name);
        };
    }

    private static Address entity(String name) {
        var parts = BELOW_TOPIC.matcher(name);
        if (!parts.matches()) {
            return new Entity(name);
        }
        var topic = parts.group("topic");
        var subscription = parts.group("subscription");
        if (subscription == null) {
            return new Subscriptions(topic);
        }
        if (parts.group("rules") == null) {
            return new OneSubscription(topic, subscription);
        }
        var path = topic + "/subscriptions/" + subscription;
        return parts.group("rule") == null ? new Rules(path) : new OneRule(path, parts.group("rule"));
    }
}
