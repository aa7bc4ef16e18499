package io.throughline.runtime.books;

import io.throughline.runtime.books.Close.Difference;
import io.throughline.runtime.books.Close.Line;
import io.throughline.runtime.books.Close.Sum;
import io.throughline.runtime.books.Entry.Kind;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A close as a spreadsheet opens it. */
public final class CloseCsv {

    private CloseCsv() {}

    /** One line for each shop and currency: of every kind of document what the shop and the books have of it. */
    public static String summary(YearMonth month, Close close) {
        List<String> head = new ArrayList<>(List.of("shop", "currency", "month", "orders"));
        for (Kind kind : Kind.values()) {
            String word = word(kind);
            head.addAll(List.of(word + "_shop", word + "_books", word + "_amount_shop", word + "_amount_books"));
        }
        for (Close.Cause cause : Close.Cause.values()) {
            head.add("differences_" + word(cause));
        }
        return csv(head, close.lines().stream().map(line -> cells(month, line, close)));
    }

    private static List<String> cells(YearMonth month, Line line, Close close) {
        List<String> cells = new ArrayList<>(
                List.of(line.group().shop(), line.group().currency(), month.toString(), Long.toString(line.orders())));
        for (Kind kind : Kind.values()) {
            Sum sum = line.sum(kind);
            cells.addAll(List.of(
                    Long.toString(sum.asked()),
                    Long.toString(sum.booked()),
                    sum.askedAmount().toPlainString(),
                    sum.bookedAmount().toPlainString()));
        }
        for (Close.Cause cause : Close.Cause.values()) {
            cells.add(Long.toString(close.differences().stream()
                    .filter(difference -> difference.cause() == cause
                            && difference.entry().shop().equals(line.group().shop())
                            && difference.entry().currency().equals(line.group().currency()))
                    .count()));
        }
        return cells;
    }

    /** One line for each document that differs. */
    public static String differences(YearMonth month, Close close) {
        return csv(
                List.of("order", "currency", "month", "document", "name", "difference", "amount_shop", "amount_books"),
                close.differences().stream().map(difference -> cells(month, difference)));
    }

    private static List<String> cells(YearMonth month, Difference difference) {
        Entry entry = difference.entry();
        return List.of(
                entry.order(),
                entry.currency(),
                month.toString(),
                word(entry.kind()),
                entry.name(),
                word(difference.cause()),
                difference.asked().toPlainString(),
                difference.booked().toPlainString());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String csv(List<String> head, Stream<List<String>> lines) {
        return Stream.concat(Stream.of(head), lines)
                .map(cells -> cells.stream().map(CloseCsv::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** A name that somebody else chose must neither end its cell nor become a formula. */
    private static String cell(String text) {
        String safe = text.matches("[=+@].*") ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
