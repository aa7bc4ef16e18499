package io.throughline.backbone.servicebus;

import static io.throughline.backbone.servicebus.Watchdog.Look.NOTHING_WAITS;
import static io.throughline.backbone.servicebus.Watchdog.Look.SOMETHING_WAITS;
import static io.throughline.backbone.servicebus.Watchdog.Look.UNKNOWN;
import static io.throughline.backbone.servicebus.Watchdog.Verdict.DEAD;
import static io.throughline.backbone.servicebus.Watchdog.Verdict.RECEIVES;
import static io.throughline.backbone.servicebus.Watchdog.Verdict.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.servicebus.Watchdog.Look;
import io.throughline.backbone.servicebus.Watchdog.Verdict;
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
                Arguments.of("nothing was to be received", RECEIVES, List.of(NOTHING_WAITS)),
                Arguments.of("it was on its way", RECEIVES, List.of(SOMETHING_WAITS, NOTHING_WAITS)),
                Arguments.of("it does not come", DEAD, List.of(SOMETHING_WAITS, SOMETHING_WAITS)),
                Arguments.of("the broker is away", DEAD, List.of(UNKNOWN, UNKNOWN)),
                Arguments.of("the broker is back, and the link may be", UNDECIDED, List.of(UNKNOWN, SOMETHING_WAITS)),
                Arguments.of("the broker has gone", UNDECIDED, List.of(SOMETHING_WAITS, UNKNOWN)),
                Arguments.of("the broker is back, and so is the link", RECEIVES, List.of(UNKNOWN, NOTHING_WAITS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void aLinkIsDeadThatTwoLooksTellAlikeOf(String situation, Verdict verdict, List<Look> looks)
            throws InterruptedException {
        Iterator<Look> each = looks.iterator();

        assertThat(Watchdog.judge(each::next, Duration.ZERO)).as(situation).isEqualTo(verdict);
        assertThat(each).as("each look was needed").isExhausted();
    }
}
