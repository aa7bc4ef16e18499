package io.throughline.runtime.books;

import io.throughline.backbone.json.Json;
import io.throughline.events.EventEnvelope;
import io.throughline.events.OrderEvent;
import io.throughline.events.order.Order;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.Outcome;
import io.throughline.runtime.Owed;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.books.Journal.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything booked once. What an earlier attempt finished is not asked for again; what it may have made is looked for
 * first; what is refused because it is there is found by its name and counts as done.
 */
public final class Books {

    private final BookKeeper keeper;
    private final Journal journal;

    public Books(BookKeeper keeper, Journal journal) {
        this.keeper = keeper;
        this.journal = journal;
    }

    /** What an event asks to be booked. */
    private record Wish(Owed<?> owed, Posting posting) {

        /** What nobody has mapped is asked for all the same, and missing from the books. */
        boolean canBeSaid() {
            owed.attempt(posting::body);
            return owed.failure().isEmpty();
        }

        Asked asked() {
            return new Asked(posting, owed.event().sequence(), owed.delivery().revision());
        }

        boolean isFinished() {
            return owed.delivery().isFinished(posting.key().value());
        }

        void done(String id, boolean earlier) {
            owed.delivery().finish(posting.key().value());
            owed.ended(earlier ? Outcome.alreadyDone(id) : Outcome.delivered(id));
        }

        void failed(PermanentFailure why, Booked document) {
            String asked = Json.mapper().writeValueAsString(posting.body());
            String said = Json.mapper().writeValueAsString(document);
            owed.failed(why, new Owed.Evidence(asked, said));
        }
    }

    /**
     * Books what a group of events asks for, in one call where none was tried before, and answers each event for
     * itself: with what the other system refuses, {@code <system>-conflict} when something else is booked in its place,
     * {@code total-mismatch} when another total was made of it.
     *
     * @param asks what an event asks for, all of one kind; nothing where it answers the event by itself
     */
    public <E extends OrderEvent> void book(List<Owed<E>> group, Function<Owed<E>, List<Posting>> asks) {
        List<Wish> wishes = new ArrayList<>();
        group.forEach(owed ->
                owed.attempt(() -> asks.apply(owed).forEach(posting -> wishes.add(new Wish(owed, posting)))));
        if (!wishes.isEmpty()) {
            journal.ask(wishes.stream().map(Wish::asked).toList());
        }
        List<Wish> open = wishes.stream()
                .filter(wish -> !isThere(wish))
                .filter(Wish::canBeSaid)
                .toList();
        if (!open.isEmpty()) {
            create(open);
        }
    }

    /** Books some of what an event asks for, all of one kind. */
    <E extends OrderEvent> Outcome book(EventEnvelope<E> event, Delivery delivery, List<Posting> postings) {
        Owed<E> owed = new Owed<>(event, delivery);
        book(List.of(owed), alone -> postings);
        return owed.result();
    }

    /** What is taken out of the books is not missing from them. */
    void withdrawn(Booked invoice, EventEnvelope<?> by) {
        journal.withdraw(Entry.Kind.INVOICE, invoice.name(), by.sequence());
    }

    /** What an event asked for before somebody edited it. */
    void replaced(Posting posting, EventEnvelope<?> event, Delivery delivery) {
        journal.replace(new Asked(posting, event.sequence(), delivery.revision()));
    }

    /** What earlier events of its order asked for. */
    List<Held> before(EventEnvelope<?> event) {
        return journal.heldBefore(event.sequence(), event.orderKey());
    }

    BookKeeper keeper() {
        return keeper;
    }

    Documents documentsOf(Order order) {
        return new Documents(order, keeper.words());
    }

    private boolean isThere(Wish wish) {
        if (wish.isFinished()) {
            wish.done(wish.posting().name(), true);
            return true;
        }
        Optional<? extends Booked> found =
                wish.owed().delivery().mayHaveReachedDownstream() ? find(wish) : Optional.empty();
        found.ifPresent(document -> there(wish, document));
        return found.isPresent();
    }

    private void create(List<Wish> wishes) {
        List<? extends Booked> made =
                keeper.create(wishes.stream().map(Wish::posting).toList());
        // Those first that need no further call: it may fail.
        for (int place = 0; place < wishes.size(); place++) {
            if (made.get(place).refusal().isEmpty()) {
                made(wishes.get(place), made.get(place));
            }
        }
        for (int place = 0; place < wishes.size(); place++) {
            Booked refused = made.get(place);
            Wish wish = wishes.get(place);
            refused.refusal()
                    .ifPresent(why ->
                            find(wish).ifPresentOrElse(found -> there(wish, found), () -> wish.failed(why, refused)));
        }
    }

    private static void made(Wish wish, Booked document) {
        if (document.isWorth(wish.posting())) {
            wish.done(document.id(), false);
        } else {
            wish.failed(
                    new PermanentFailure("total-mismatch", "Another total was booked than was asked for", null),
                    document);
        }
    }

    private void there(Wish wish, Booked found) {
        if (found.isWorth(wish.posting())) {
            wish.done(found.id(), true);
        } else {
            wish.failed(
                    new PermanentFailure(keeper.system() + "-conflict", "Another total stands in its place", null),
                    found);
        }
    }

    private Optional<? extends Booked> find(Wish wish) {
        return keeper.like(wish.posting()).stream()
                .filter(document -> document.name().equals(wish.posting().name()))
                .findFirst();
    }
}
