package io.throughline.emulator.admin;

import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.Refusal;
import io.throughline.emulator.core.Subscription;
import io.throughline.emulator.rules.Rule;
import java.time.Instant;

/** The rules of subscriptions. */
record Rules(Namespace namespace, Instant now) {

    Answer list(Call call, Address.Rules address) {
        var rules = subscription(address.subscription()).rules();
        return Answer.ok(Atom.feed(call, now, rules, rule -> entry(rule, call.url() + "/" + rule.name())));
    }

    Answer one(Call call, Address.OneRule address) {
        var subscription = subscription(address.subscription());
        return switch (call.method()) {
            case "GET" -> Answer.ok(entry(find(subscription, address), call.url()));
            case "DELETE" -> {
                subscription.removeRule(address.name());
                yield Answer.done();
            }
            case "PUT" -> put(call, subscription, address);
            default -> throw Entities.notAllowed(call);
        };
    }

    private Answer put(Call call, Subscription subscription, Address.OneRule address) {
        if (!call.description().name().equals("RuleDescription")) {
            throw new IllegalArgumentException(
                    "No description of a rule: " + call.description().name());
        }
        var rule = RuleDescription.read(address.name(), call.description());
        if (call.update()) {
            subscription.changeRule(rule);
            return Answer.ok(entry(rule, call.url()));
        }
        subscription.addRule(rule);
        return Answer.created(entry(rule, call.url()));
    }

    private Element entry(Rule rule, String url) {
        return Atom.entry(rule.name(), url, now, RuleDescription.of(rule));
    }

    private static Rule find(Subscription subscription, Address.OneRule address) {
        return subscription.rules().stream()
                .filter(rule -> rule.name().equalsIgnoreCase(address.name()))
                .findFirst()
                .orElseThrow(() -> Refusal.unknownEntity(address.subscription() + "/rules/" + address.name()));
    }

    private Subscription subscription(String path) {
        if (namespace.source(path) instanceof Subscription subscription) {
            return subscription;
        }
        throw Refusal.unknownEntity(path);
    }
}
