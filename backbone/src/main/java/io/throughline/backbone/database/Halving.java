package io.throughline.backbone.database;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Writes a batch; where a row is bad, halves it until that row stands alone and its neighbours are written. */
public final class Halving {

    private Halving() {}

    /**
     * Results in the order of the rows.
     *
     * @param write one transaction for all rows given; a result per row
     * @param bad what a row becomes that can never be written
     * @throws RuntimeException what {@code write} threw, when it was not a data error
     */
    public static <T, R> List<R> write(
            List<T> rows, Function<List<T>, List<R>> write, BiFunction<T, RuntimeException, R> bad) {
        return write(rows, write, bad, DataErrors::isDataError);
    }

    /**
     * Likewise.
     *
     * @param isRowsFault whether what was thrown is a row's fault; anything else is thrown on
     */
    public static <T, R> List<R> write(
            List<T> rows,
            Function<List<T>, List<R>> write,
            BiFunction<T, RuntimeException, R> bad,
            Predicate<RuntimeException> isRowsFault) {
        try {
            return write.apply(rows);
        } catch (RuntimeException failure) {
            if (!isRowsFault.test(failure)) {
                throw failure;
            }
            if (rows.size() == 1) {
                return List.of(bad.apply(rows.getFirst(), failure));
            }
            int middle = rows.size() / 2;
            List<R> results = new ArrayList<>(write(rows.subList(0, middle), write, bad, isRowsFault));
            results.addAll(write(rows.subList(middle, rows.size()), write, bad, isRowsFault));
            return results;
        }
    }
}
