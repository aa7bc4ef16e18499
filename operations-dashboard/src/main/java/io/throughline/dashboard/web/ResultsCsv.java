package io.throughline.dashboard.web;

import io.throughline.dashboard.ledger.Baseline;
import io.throughline.dashboard.web.Results.OfMonth;
import io.throughline.dashboard.web.Results.Part;
import io.throughline.dashboard.web.Results.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A month's results as RFC 4180 has it, a line for each figure. */
final class ResultsCsv {

    private static final List<String> HEAD = List.of(
            "month",
            "integration",
            "figure",
            "currency",
            "value",
            "unit",
            "baseline",
            "baseline_source",
            "baseline_by",
            "baseline_at");

    /** A spreadsheet takes a cell that begins so for a formula; no number here is below zero. */
    private static final String FORMULA = "=+-@\t\r\n";

    private ResultsCsv() {}

    static String of(OfMonth results) {
        Stream<List<String>> lines =
                results.parts().stream().flatMap(part -> part.rows().stream().map(row -> line(results, part, row)));
        return Stream.concat(Stream.of(HEAD), lines)
                .map(line -> line.stream().map(ResultsCsv::cell).collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining());
    }

    private static List<String> line(OfMonth results, Part part, Row row) {
        Baseline baseline = row.baseline();
        return List.of(
                results.month().toString(),
                part.integration().isEmpty() ? "all" : part.integration(),
                row.measured().measure().word(),
                row.measured().currency(),
                number(row.measured().value()),
                row.measured().measure().kind().unit(),
                baseline == null ? "" : number(baseline.value()),
                baseline == null ? "" : baseline.source(),
                baseline == null ? "" : baseline.by().actor(),
                baseline == null ? "" : baseline.at().toString());
    }

    private static String number(@Nullable BigDecimal value) {
        return value == null ? "" : value.toPlainString();
    }

    static String cell(String text) {
        String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.chars().anyMatch(one -> ",\"\r\n".indexOf(one) >= 0)
                ? "\"" + harmless.replace("\"", "\"\"") + "\""
                : harmless;
    }
}
