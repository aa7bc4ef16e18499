package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.ledger.Baseline;
import io.throughline.dashboard.ledger.FailureGroup.By;
import io.throughline.dashboard.ledger.Measure;
import io.throughline.dashboard.ledger.MonthResult.Human;
import io.throughline.dashboard.ledger.MonthResult.Measured;
import io.throughline.dashboard.web.Results.OfMonth;
import io.throughline.dashboard.web.Results.Part;
import io.throughline.dashboard.web.Results.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsCsvTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void noCellIsTakenForAFormula(String text) {
        assertThat(ResultsCsv.cell(text).replace("\"", "")).isEqualTo("'" + text);
    }

    @Test
    void whatWouldEndACellIsQuoted() {
        assertThat(ResultsCsv.cell("a \"b\", c")).isEqualTo("\"a \"\"b\"\", c\"");
        assertThat(ResultsCsv.cell("plain")).isEqualTo("plain");
    }

    @Test
    void everyFigureIsALineWithItsBaseline() {
        var baseline = new Baseline(
                "",
                Measure.MONEY_AT_STAKE,
                "JPY",
                new BigDecimal("5000"),
                "books",
                new By("second-shift", "operator", NOW));
        var rows = List.of(
                new Row(new Measured(Measure.LAG_P50, "", null), null),
                new Row(new Measured(Measure.MONEY_AT_STAKE, "JPY", BigDecimal.valueOf(1999)), baseline));

        var csv = ResultsCsv.of(
                new OfMonth(YearMonth.of(2026, 11), NOW, List.of(new Part("", new Human(0, 0, 300), rows))));

        assertThat(csv.split("\r\n"))
                .containsExactly(
                        "month,integration,figure,currency,value,unit,baseline,baseline_source,baseline_by,baseline_at",
                        "2026-11,all,lag-p50,,,s,,,,",
                        "2026-11,all,money-at-stake,JPY,1999,,5000,books,second-shift,2026-11-23T10:00:00Z");
    }
}
