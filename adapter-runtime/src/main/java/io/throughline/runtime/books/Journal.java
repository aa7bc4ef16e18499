package io.throughline.runtime.books;

import java.time.YearMonth;
import java.util.Collection;
import java.util.List;

/**
 * What events asked to be booked, whatever became of it: the shops' side of a month's close, and what the next event of
 * an order goes on from.
 */
public interface Journal {

    /**
     * A document and who asks for it.
     *
     * @param sequence of the event
     * @param revision of its delivery; what it is sent again by counts instead of what it was sent by before
     */
    record Asked(Posting posting, int sequence, int revision) {}

    /** Writes down what is asked for; what was asked for before by the same name counts as it is asked for now. */
    void ask(List<Asked> asked);

    /** What an event asked for before it was edited, by another name than now, is not to stand in the books. */
    void replace(Asked asked);

    /**
     * What was asked for is not to stand in the books any more.
     *
     * @param sequence of the event that says so
     */
    void withdraw(Entry.Kind kind, String name, int sequence);

    /** What the events of an order before this one asked for, oldest first; the same however often it is asked. */
    List<Held> heldBefore(int sequence, String order);

    /**
     * A document that an event owes to the books.
     *
     * @param sequence of the event that asked for it, or took it out
     * @param withdrawn whether it must not count any more, instead of being there
     */
    record Owing(Entry.Kind kind, String name, String order, int sequence, boolean withdrawn) {}

    /** What the events of these orders owe to the books now. */
    List<Owing> owing(Collection<String> orders);

    /** What is to stand in the books of a month. */
    List<Entry> of(YearMonth month);
}
