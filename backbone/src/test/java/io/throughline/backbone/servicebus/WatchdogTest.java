package io.throughline.backbone.servicebus;

import static io.throughline.backbone.servicebus.Watchdog.Look.NOTHING_WAITS;
import static io.throughline.backbone.servicebus.Watchdog.Look.SOMETHING_WAITS;
import static io.throughline.backbone.servicebus.Watchdog.Look.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.servicebus.Watchdog.Look;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WatchdogTest {

    static Stream<Arguments> looks() {
        return Stream.of(
                Arguments.of("nothing was to be received", false, List.of(NOTHING_WAITS)),
                Arguments.of("it was on its way", false, List.of(SOMETHING_WAITS, NOTHING_WAITS)),
                Arguments.of("it does not come", true, List.of(SOMETHING_WAITS, SOMETHING_WAITS)),
                Arguments.of("the broker is away", true, List.of(UNKNOWN, UNKNOWN)),
                Arguments.of("the broker is back, and the link may be", false, List.of(UNKNOWN, SOMETHING_WAITS)),
                Arguments.of("the broker has gone", false, List.of(SOMETHING_WAITS, UNKNOWN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void suspectsWhatTwoLooksTellAlike(String situation, boolean suspected, List<Look> looks)
            throws InterruptedException {
        Iterator<Look> each = looks.iterator();

        assertThat(Watchdog.isSame(each::next, Duration.ZERO)).as(situation).isEqualTo(suspected);
        assertThat(each).as("each look was needed").isExhausted();
    }
}
