package io.throughline.runtime.autoconfigure;

import io.throughline.runtime.CallGuard;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.books.BookKeeper;
import io.throughline.runtime.books.Close;
import io.throughline.runtime.books.CloseCsv;
import io.throughline.runtime.books.Journal;
import io.throughline.runtime.books.ShopBooking;
import io.throughline.runtime.dispatch.CallRefused;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** {@code GET /actuator/close/2026-11/summary} and {@code …/differences}: a month's close as CSV. */
@Endpoint(id = "close")
class CloseEndpoint {

    private static final Set<String> PAGES = Set.of("summary", "differences");

    private final BookKeeper keeper;
    private final Journal journal;
    private final CallGuard turns;

    /** @param turns what its calls wait for, as all others do */
    CloseEndpoint(BookKeeper keeper, Journal journal, CallGuard turns) {
        this.keeper = keeper;
        this.journal = journal;
        this.turns = turns;
    }

    /**
     * One page of a close; nothing of it is kept, so whoever is told to come again loses nothing.
     *
     * @param month {@code 2026-11}
     * @param page {@code summary} or {@code differences}
     */
    @ReadOperation(produces = "text/csv;charset=UTF-8")
    public WebEndpointResponse<?> read(@Selector String month, @Selector String page) {
        if (!PAGES.contains(page)) {
            throw new InvalidEndpointRequestException("There is no page " + page, "summary or differences");
        }
        YearMonth closed = month(month);
        try {
            Close close = ScopedValue.where(CallGuard.CURRENT, turns).call(() -> close(closed));
            return new WebEndpointResponse<>(
                    page.equals("summary") ? CloseCsv.summary(closed, close) : CloseCsv.differences(closed, close));
        } catch (CallRefused noTurn) {
            return NotNow.noTurn(noTurn);
        } catch (TransientFailure noBooks) {
            return NotNow.noAnswer(noBooks);
        }
    }

    private Close close(YearMonth month) {
        Set<String> mapped =
                keeper.words().shops().stream().map(ShopBooking::shop).collect(Collectors.toSet());
        return Close.of(journal.of(month), keeper.month(month), mapped);
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
