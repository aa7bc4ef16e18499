package io.throughline.emulator.core;

import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.rules.Rule;
import io.throughline.emulator.rules.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Gets a copy of each message of a topic that any of its rules matches. */
public final class Subscription implements Source, Place {

    private static final int MAX_RULES = 2000;

    private final Holding holding;
    private final Journal journal;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private long lastSequence;

    Subscription(String path, QueueSettings settings, Context context, Function<String, Destination> destinations) {
        this.journal = context.journal();
        this.holding = new Holding(path, settings, context, destinations);
    }

    @Override
    public MessageStore store() {
        return holding.store();
    }

    @Override
    public List<StoredMessage> peek(long from, int most) {
        return holding.peek(from, most);
    }

    static String path(String topic, String name) {
        return topic + "/subscriptions/" + name;
    }

    /** The topic's path in one of a subscription. */
    static String topic(String path) {
        return path.substring(0, path.lastIndexOf("/subscriptions/"));
    }

    Holding holding() {
        return holding;
    }

    EntityView view() {
        var path = store().path();
        return new EntityView(
                new SubscriptionDefinition(path.substring(path.lastIndexOf('/') + 1), store().settings(), rules()),
                holding.gate().profile(),
                holding.counts(0));
    }

    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    public void addRule(Rule rule) {
        define(rule);
        noteRules();
    }

    /** Replaces all rules, unheard. */
    void define(List<Rule> all) {
        rules.clear();
        all.forEach(this::define);
    }

    private void define(Rule rule) {
        if (rules.size() >= MAX_RULES) {
            throw new Refusal(Refusal.Reason.QUOTA_EXCEEDED, store().path() + " has too many rules.");
        }
        if (rules.putIfAbsent(rule.name().toLowerCase(Locale.ROOT), rule) != null) {
            throw new Refusal(
                    Refusal.Reason.ALREADY_EXISTS, "The messaging entity '" + rule.name() + "' already exists.");
        }
    }

    /** Puts a rule in the place of the one with its name. */
    public void changeRule(Rule rule) {
        if (rules.replace(rule.name().toLowerCase(Locale.ROOT), rule) == null) {
            throw Refusal.unknownEntity(store().path() + "/rules/" + rule.name());
        }
        noteRules();
    }

    public void removeRule(String name) {
        if (rules.remove(name.toLowerCase(Locale.ROOT)) == null) {
            throw Refusal.unknownEntity(store().path() + "/rules/" + name);
        }
        noteRules();
    }

    private void noteRules() {
        journal.add(
                new Change.Defined(path(), view().definition(), holding.gate().profile()));
    }

    /** One copy if any rule without an action matches, and one for each matching rule with an action. */
    List<Message> copies(Message message, Subject subject) {
        var copies = new ArrayList<Message>();
        var plain = false;
        for (var rule : rules.values()) {
            if (rule.action() != null && rule.filter().matches(subject)) {
                copies.add(message.with(rule.action().on(subject)));
            } else if (!plain && rule.action() == null && rule.filter().matches(subject)) {
                copies.addFirst(message);
                plain = true;
            }
        }
        return copies;
    }

    void arrive(Message copy, Arrival arrival) {
        var stored = new StoredMessage(++lastSequence, arrival.sequence(), copy, arrival.at());
        journal.add(new Change.Numbered(path(), lastSequence));
        if (!holding.lacksSession(stored) && !holding.forwards(stored)) {
            var own = store().settings().timeToLive();
            store().put(stored, own.compareTo(arrival.timeToLive()) < 0 ? own : arrival.timeToLive());
        }
    }

    /** @param sequence in the topic, or in the entity from which the topic got it */
    record Arrival(long sequence, Instant at, Duration timeToLive) {}

    @Override
    public String path() {
        return store().path();
    }

    @Override
    public boolean restore(Change.Content change) {
        switch (change) {
            case Change.Numbered numbers -> lastSequence = Math.max(lastSequence, numbers.last());
            case Change.Seen _ -> {
                return false;
            }
            case Change.Kept _, Change.Gone _, Change.Stated _ -> {
                return new StorePlace(store()).restore(change);
            }
        }
        return true;
    }

    @Override
    public void describe(Consumer<Change> listener) {
        listener.accept(new Change.Numbered(path(), lastSequence));
        new StorePlace(store()).describe(listener);
    }
}
