package io.throughline.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.ledger.History.Point;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

    @Test
    void goesFromTheGroundToTheTopOfItsBox() {
        var line = Sparkline.of(List.of(point(0, 0), point(5, 1), point(10, 0)));

        assertThat(line.finished()).isEqualTo("0.0,30.0 80.0,16.0 160.0,2.0");
        assertThat(line.failed()).isEqualTo("0.0,30.0 80.0,27.2 160.0,30.0");
        assertThat(line.says())
                .isEqualTo("15 finished, 1 attempts failed; at most 10 in one of 3 equal parts of the window");
    }

    @Test
    void saysSoWhenNothingHappened() {
        var line = Sparkline.of(List.of(point(0, 0), point(0, 0)));

        assertThat(line.finished()).isEqualTo("0.0,30.0 160.0,30.0");
        assertThat(line.failed()).isEmpty();
        assertThat(line.says()).isEqualTo("Nothing happened within the window");
        assertThat(Sparkline.of(List.of()).finished()).isEmpty();
    }

    private static Point point(long finished, long failedAttempts) {
        return new Point(Instant.EPOCH, finished, finished, failedAttempts, null, null);
    }
}
