package io.throughline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under a head, as Markdown, so that a result can be pasted where it is claimed. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("A row has a cell under every head");
        }
        rows.add(List.of(cells));
    }

    public void print() {
        System.out.println();
        System.out.println(line(0));
        System.out.println(IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> "-".repeat(width(column) + 2))
                .collect(Collectors.joining("|", "|", "|")));
        IntStream.range(1, rows.size()).mapToObj(this::line).forEach(System.out::println);
        System.out.println();
    }

    private String line(int row) {
        return IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> padded(rows.get(row).get(column), width(column)))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
