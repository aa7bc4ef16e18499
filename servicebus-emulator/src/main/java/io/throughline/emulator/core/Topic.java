package io.throughline.emulator.core;

import io.throughline.emulator.core.EntityDefinition.SubscriptionDefinition;
import io.throughline.emulator.core.EntityDefinition.TopicDefinition;
import io.throughline.emulator.core.Subscription.Arrival;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Takes messages and gives a copy to each subscription that wants it. */
final class Topic implements Destination, Place {

    private final String path;
    private final Gate gate;
    private final Context context;
    private final Schedule schedule;
    private final DuplicateWindow duplicates;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private TopicSettings settings;
    private long lastSequence;

    Topic(String path, TopicSettings settings, Context context) {
        this.path = path;
        this.gate = new Gate(path, Profile.created(context.timers().now()));
        this.settings = settings;
        this.context = context;
        this.schedule = new Schedule(path, context, this::spread);
        this.duplicates = new DuplicateWindow(path, settings.duplicateWindow(), context.journal());
    }

    void add(String name, Subscription subscription) {
        subscriptions.put(name, subscription);
    }

    Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public void require(List<Message> messages) {
        gate.requireSends();
        requireRoom(messages.size());
    }

    @Override
    public List<Long> number(int count) {
        var first = lastSequence + 1;
        lastSequence += count;
        context.journal().add(new Change.Numbered(path, lastSequence));
        return LongStream.rangeClosed(first, lastSequence).boxed().toList();
    }

    @Override
    public void place(List<Long> numbers, List<Message> messages) {
        schedule.place(numbers, messages, duplicates);
    }

    @Override
    public List<String> next() {
        return subscriptions.values().stream()
                .flatMap(each -> each.store().settings().next().stream())
                .toList();
    }

    /** A topic is full when one of its subscriptions is: none may miss what the others get. */
    private void requireRoom(int more) {
        if (schedule.all().size() + more > context.limits().maxMessagesPerEntity()) {
            throw new Refusal(Refusal.Reason.QUOTA_EXCEEDED, path + " is full.");
        }
        subscriptions.values().forEach(subscription -> subscription.store().requireRoom(more));
    }

    private void spread(StoredMessage stored) {
        var arrival = new Arrival(stored.enqueuedSequence(), stored.enqueuedAt(), settings.timeToLive());
        var subject = stored.message.subject();
        for (var subscription : subscriptions.values()) {
            subscription.copies(stored.message, subject).forEach(copy -> subscription.arrive(copy, arrival));
        }
    }

    @Override
    public void cancelScheduled(List<Long> sequences) {
        schedule.cancel(sequences);
    }

    boolean detectsDuplicates() {
        return !settings.duplicateWindow().isZero();
    }

    EntityView view() {
        var definitions = subscriptions.values().stream()
                .map(each -> (SubscriptionDefinition) each.view().definition())
                .toList();
        return new EntityView(new TopicDefinition(path, settings, definitions), gate.profile(), counts());
    }

    EntityCounts counts() {
        return new EntityCounts(path, 0, 0, scheduled(), 0, 0, 0, 0, 0);
    }

    void change(TopicSettings next, Profile profile) {
        settings = next;
        duplicates.change(next.duplicateWindow());
        gate.change(profile);
    }

    /** Nothing of it or its subscriptions happens any more. */
    void remove() {
        gate.remove();
        schedule.clear();
        subscriptions.values().forEach(each -> each.holding().remove());
    }

    int scheduled() {
        return schedule.all().size();
    }

    @Override
    public boolean restore(Change.Content change) {
        switch (change) {
            case Change.Numbered numbers -> lastSequence = Math.max(lastSequence, numbers.last());
            case Change.Seen before -> duplicates.restore(before);
            case Change.Stated _ -> {
                return false;
            }
            case Change.Kept _, Change.Gone _ -> {
                return schedule.restore(change);
            }
        }
        return true;
    }

    @Override
    public void describe(Consumer<Change> listener) {
        listener.accept(new Change.Numbered(path(), lastSequence));
        duplicates.describe(context.timers().now(), listener);
        schedule.describe(listener);
    }
}
