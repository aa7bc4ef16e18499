package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.books.BookKeeper;
import io.throughline.runtime.books.Close;
import io.throughline.runtime.books.CloseCsv;
import io.throughline.runtime.books.Journal;
import java.time.DateTimeException;
import java.time.YearMonth;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** {@code GET /actuator/close/2026-11/summary} and {@code …/differences}: a month's close as CSV. */
@Endpoint(id = "close")
class CloseEndpoint {

    private final BookKeeper keeper;
    private final Journal journal;

    CloseEndpoint(BookKeeper keeper, Journal journal) {
        this.keeper = keeper;
        this.journal = journal;
    }

    /**
     * One page of a close.
     *
     * @param month {@code 2026-11}
     * @param page {@code summary} or {@code differences}
     */
    @ReadOperation(produces = "text/csv;charset=UTF-8")
    public String read(@Selector String month, @Selector String page) {
        YearMonth closed = month(month);
        Close close = Close.of(journal.of(closed), keeper.month(closed));
        return switch (page) {
            case "summary" -> CloseCsv.summary(closed, close);
            case "differences" -> CloseCsv.differences(closed, close);
            default -> throw new InvalidEndpointRequestException("There is no page " + page, "summary or differences");
        };
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException unreadable) {
            throw new InvalidEndpointRequestException(
                    "No month: " + unreadable.getMessage(), "A month is written 2026-11");
        }
    }
}
