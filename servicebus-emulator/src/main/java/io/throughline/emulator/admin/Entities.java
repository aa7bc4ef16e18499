package io.throughline.emulator.admin;

import io.throughline.emulator.core.Directory;
import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.EntityView;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.rules.Rule;
import java.time.Instant;
import java.util.List;

/** Queues, topics and subscriptions. */
record Entities(Directory directory, Instant now) {

    /** @param url the address of the list, below which its members are */
    Answer list(Call call, String url, List<EntityView> views) {
        return Answer.ok(Atom.feed(
                call,
                now,
                views,
                view -> entry(view, url + "/" + view.definition().name())));
    }

    private static Element entry(EntityView view, String url) {
        return Atom.entry(view.definition().name(), url, view.profile().updatedAt(), Description.of(view));
    }

    Answer queueOrTopic(Call call, String name) {
        return switch (call.method()) {
            case "GET" -> show(call, name);
            case "DELETE" -> remove(name);
            case "PUT" -> call.update() ? change(call, name) : create(call, name);
            default -> throw notAllowed(call);
        };
    }

    Answer subscription(Call call, Address.OneSubscription address) {
        var path = address.topic() + "/subscriptions/" + address.name();
        return switch (call.method()) {
            case "GET" -> show(call, path);
            case "DELETE" -> remove(path);
            case "PUT" -> call.update() ? change(call, path) : create(call, address);
            default -> throw notAllowed(call);
        };
    }

    static Refusal notAllowed(Call call) {
        return new Refusal(
                Refusal.Reason.NOT_ALLOWED,
                call.method() + " is not for " + call.uri().getPath());
    }

    private Answer show(Call call, String path) {
        return Answer.ok(entry(directory.view(path), call.url()));
    }

    private Answer remove(String path) {
        directory.remove(path);
        return Answer.done();
    }

    private Answer create(Call call, String name) {
        var fields = new Fields(call.description());
        var profile = fields.profile(now, now);
        switch (Kind.of(call.description())) {
            case QUEUE -> directory.create(new QueueDefinition(name, fields.queue()), profile);
            case TOPIC -> directory.create(new TopicDefinition(name, fields.topic(), List.of()), profile);
            case SUBSCRIPTION -> throw new IllegalArgumentException("A subscription is one of a topic.");
        }
        return Answer.created(entry(directory.view(name), call.url()));
    }

    private Answer create(Call call, Address.OneSubscription address) {
        var description = call.description();
        if (Kind.of(description) != Kind.SUBSCRIPTION) {
            throw new IllegalArgumentException("Below a topic are subscriptions, not " + description.name());
        }
        var fields = new Fields(description);
        var rule = description
                .child("DefaultRuleDescription")
                .map(given -> RuleDescription.read(given.text("Name").orElse(Rule.DEFAULT_NAME), given))
                .orElseGet(Rule::everything);
        var definition = new SubscriptionDefinition(address.name(), fields.queue(), List.of(rule));
        directory.create(address.topic(), definition, fields.profile(now, now));
        return Answer.created(entry(directory.view(address.topic() + "/subscriptions/" + address.name()), call.url()));
    }

    private Answer change(Call call, String path) {
        var before = directory.view(path);
        var kind = Kind.of(call.description());
        if (kind != Kind.of(before.definition())) {
            throw new IllegalArgumentException("'" + path + "' is something else than its description says.");
        }
        var fields = new Fields(call.description());
        var profile = fields.profile(before.profile().createdAt(), now);
        if (kind == Kind.TOPIC) {
            directory.change(path, fields.topic(), profile);
        } else {
            directory.change(path, fields.queue(), profile);
        }
        return show(call, path);
    }
}
