package io.throughline.emulator.journal;

import io.throughline.emulator.core.EntityDefinition;
import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.EntityStatus;
import io.throughline.emulator.core.Profile;
import io.throughline.emulator.core.QueueSettings;
import io.throughline.emulator.core.TopicSettings;
import io.throughline.emulator.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What entities are to be, to bytes and back. A topic's subscriptions are written apart. */
final class DefinitionCodec {

    private static final int NONE = 0;
    private static final int QUEUE = 1;
    private static final int TOPIC = 2;
    private static final int SUBSCRIPTION = 3;

    private DefinitionCodec() {}

    static void write(RecordWriter out, @Nullable EntityDefinition definition) {
        switch (definition) {
            case null -> out.octet(NONE);
            case QueueDefinition(var name, var settings) ->
                write(out.octet(QUEUE).text(name), settings);
            case TopicDefinition(var name, var settings, var _) ->
                out.octet(TOPIC).text(name).duration(settings.timeToLive()).duration(settings.duplicateWindow());
            case SubscriptionDefinition(var name, var settings, var rules) -> {
                write(out.octet(SUBSCRIPTION).text(name), settings);
                out.number(rules.size());
                rules.forEach(rule -> RuleCodec.write(out, rule));
            }
        }
    }

    private static void write(RecordWriter out, QueueSettings settings) {
        out.duration(settings.lockDuration())
                .number(settings.maxDeliveryCount())
                .duration(settings.timeToLive())
                .octet(settings.deadLetterOnExpiration() ? 1 : 0)
                .octet(settings.requiresSession() ? 1 : 0)
                .duration(settings.duplicateWindow())
                .text(orEmpty(settings.forwardTo()))
                .text(orEmpty(settings.forwardDeadLettersTo()));
    }

    static void write(RecordWriter out, Profile profile) {
        out.text(profile.status().name()).number(profile.notes().size());
        profile.notes().forEach((name, value) -> out.text(name).text(value));
        out.time(profile.createdAt()).time(profile.updatedAt());
    }

    static @Nullable EntityDefinition read(RecordReader in) {
        return switch (in.octet()) {
            case NONE -> null;
            case QUEUE -> new QueueDefinition(in.text(), settings(in));
            case TOPIC -> new TopicDefinition(in.text(), new TopicSettings(in.duration(), in.duration()), List.of());
            case SUBSCRIPTION -> new SubscriptionDefinition(in.text(), settings(in), rules(in));
            default -> throw new IllegalArgumentException("No such kind of entity");
        };
    }

    private static QueueSettings settings(RecordReader in) {
        return new QueueSettings(
                in.duration(),
                in.smallNumber(),
                in.duration(),
                in.octet() == 1,
                in.octet() == 1,
                in.duration(),
                orNull(in.text()),
                orNull(in.text()));
    }

    private static List<Rule> rules(RecordReader in) {
        var rules = new ArrayList<Rule>();
        for (var more = in.number(); more > 0; more--) {
            rules.add(RuleCodec.read(in));
        }
        return rules;
    }

    static Profile profile(RecordReader in) {
        var status = EntityStatus.valueOf(in.text());
        var notes = new LinkedHashMap<String, String>();
        for (var more = in.number(); more > 0; more--) {
            notes.put(in.text(), in.text());
        }
        return new Profile(status, notes, in.time(), in.time());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
