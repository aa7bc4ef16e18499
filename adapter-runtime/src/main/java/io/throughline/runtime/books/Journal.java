package io.throughline.runtime.books;

import java.time.YearMonth;
import java.util.List;

/** What events asked to be booked, whatever became of it: the shops' side of a month's close. */
public interface Journal {

    /** Writes down what is asked for; what was asked for before by the same name counts as it is asked for now. */
    void ask(List<Posting> postings);

    /** What was asked for is not to stand in the books any more. */
    void withdraw(Entry.Kind kind, String name);

    /** What is to stand in the books of a month. */
    List<Entry> of(YearMonth month);
}
