package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.History.Point;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;

/**
 * A line without axes: how a figure went within the window.
 *
 * @param finished corners of the line, in a box of {@value #WIDTH} by {@value #HEIGHT}
 * @param failed the same of failed attempts, on the same scale
 * @param says what it shows, in words
 */
record Sparkline(String finished, String failed, String says) {

    static final int WIDTH = 160;
    static final int HEIGHT = 32;

    /** The line's own thickness keeps this much from the edge. */
    private static final int MARGIN = 2;

    static Sparkline of(List<Point> points) {
        long most = points.stream()
                .mapToLong(point -> Math.max(point.finished(), point.failedAttempts()))
                .max()
                .orElse(0);
        long all = points.stream().mapToLong(Point::finished).sum();
        long failed = points.stream().mapToLong(Point::failedAttempts).sum();
        String says = all == 0 && failed == 0
                ? "Nothing happened within the window"
                : Spoken.count(all) + " finished, " + Spoken.count(failed) + " attempts failed; at most "
                        + Spoken.count(most) + " in one of " + points.size() + " equal parts of the window";
        return new Sparkline(
                line(points, Point::finished, most),
                failed == 0 ? "" : line(points, Point::failedAttempts, most),
                says);
    }

    private static String line(List<Point> points, ToLongFunction<Point> value, long most) {
        StringJoiner corners = new StringJoiner(" ");
        for (int index = 0; index < points.size(); index++) {
            double x = (double) WIDTH * index / Math.max(1, points.size() - 1);
            double share = most == 0 ? 0 : (double) value.applyAsLong(points.get(index)) / most;
            corners.add(String.format(Locale.ROOT, "%.1f,%.1f", x, HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)));
        }
        return corners.toString();
    }
}
