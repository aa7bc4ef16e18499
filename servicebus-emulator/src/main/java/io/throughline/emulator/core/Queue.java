package io.throughline.emulator.core;

import io.throughline.emulator.core.EntityDefinition.QueueDefinition;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Takes messages and gives each to one receiver. */
final class Queue implements Destination, Source, Place {

    private final Holding holding;
    private final Schedule schedule;
    private final Timers timers;
    private final Journal journal;
    private final DuplicateWindow duplicates;
    private long lastSequence;

    Queue(String path, QueueSettings settings, Context context, Function<String, Destination> destinations) {
        this.timers = context.timers();
        this.journal = context.journal();
        this.holding = new Holding(path, settings, context, destinations);
        this.schedule = new Schedule(path, context, this::arrive);
        this.duplicates = new DuplicateWindow(path, settings.duplicateWindow(), journal);
    }

    @Override
    public String path() {
        return store().path();
    }

    @Override
    public void require(List<Message> messages) {
        holding.gate().requireSends();
        requireSession(messages);
        store().requireRoom(messages.size() + schedule.all().size());
    }

    @Override
    public List<Long> number(int count) {
        var first = lastSequence + 1;
        lastSequence += count;
        journal.add(new Change.Numbered(path(), lastSequence));
        return LongStream.rangeClosed(first, lastSequence).boxed().toList();
    }

    @Override
    public void place(List<Long> numbers, List<Message> messages) {
        schedule.place(numbers, messages, duplicates);
    }

    @Override
    public List<String> next() {
        return store().settings().next();
    }

    private void requireSession(List<Message> messages) {
        if (store().settings().requiresSession()
                && messages.stream().anyMatch(message -> message.sessionId().isEmpty())) {
            throw new Refusal(Refusal.Reason.NOT_ALLOWED, path() + " takes only messages with a session id.");
        }
    }

    private void arrive(StoredMessage stored) {
        if (!holding.forwards(stored)) {
            store().put(stored, store().settings().timeToLive());
        }
    }

    @Override
    public void cancelScheduled(List<Long> sequences) {
        schedule.cancel(sequences);
    }

    @Override
    public MessageStore store() {
        return holding.store();
    }

    @Override
    public List<StoredMessage> peek(long from, int most) {
        return merged(holding.peek(from, most), schedule.all().tailMap(from, true).values().stream(), most);
    }

    @Override
    public List<StoredMessage> peek(String session, long from, int most) {
        var scheduled = schedule.all().tailMap(from, true).values().stream()
                .filter(stored -> stored.session().equals(session));
        return merged(holding.peek(session, from, most), scheduled, most);
    }

    private static List<StoredMessage> merged(List<StoredMessage> there, Stream<StoredMessage> scheduled, int most) {
        return Stream.concat(there.stream(), scheduled.limit(most))
                .sorted(Comparator.comparingLong(StoredMessage::sequence))
                .limit(most)
                .toList();
    }

    Holding holding() {
        return holding;
    }

    EntityView view() {
        return new EntityView(
                new QueueDefinition(path(), store().settings()), holding.gate().profile(), holding.counts(scheduled()));
    }

    void changeDuplicateWindow(Duration window) {
        duplicates.change(window);
    }

    /** Nothing of it happens any more. */
    void remove() {
        schedule.clear();
        holding.remove();
    }

    int scheduled() {
        return schedule.all().size();
    }

    @Override
    public boolean restore(Change.Content change) {
        switch (change) {
            case Change.Numbered numbers -> lastSequence = Math.max(lastSequence, numbers.last());
            case Change.Seen before -> duplicates.restore(before);
            case Change.Kept _, Change.Gone _, Change.Stated _ -> {
                return schedule.restore(change) || new StorePlace(store()).restore(change);
            }
        }
        return true;
    }

    @Override
    public void describe(Consumer<Change> listener) {
        listener.accept(new Change.Numbered(path(), lastSequence));
        duplicates.describe(timers.now(), listener);
        schedule.describe(listener);
        new StorePlace(store()).describe(listener);
    }
}
