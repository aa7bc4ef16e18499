package io.throughline.dashboard.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.dashboard.ledger.NotYet.Reason;
import io.throughline.dashboard.ledger.Timeline.Delivery;
import io.throughline.dashboard.ledger.Timeline.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenDeliveriesTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final String FINANCE = "finance-adapter";

    private static Step step(int sequence, String result) {
        var delivery = new Delivery(FINANCE, result, null, null, null, null, null, null, null, null);
        return new Step(sequence, new UUID(1, sequence), "order.placed.v1", NOW, NOW, null, null, List.of(delivery));
    }

    private static Pulse pulse(Instant at, String breaker, boolean paused) {
        return new Pulse(at, 1, 0, 0, 0, null, breaker, paused, null);
    }

    /** Of the last step. */
    private static @Nullable NotYet reason(Pulse pulse, int first, Step... steps) {
        var known = new OpenDeliveries.Known(first, Map.of(FINANCE, pulse), NOW.minusSeconds(30));
        return OpenDeliveries.explained(List.of(steps), known)
                .getLast()
                .at(FINANCE)
                .orElseThrow()
                .notYet();
    }

    @Test
    void anOpenDeliverySaysWhatKeepsIt() {
        var well = pulse(NOW, "closed", false);

        assertThat(reason(well, 1, step(1, "open"))).isEqualTo(new NotYet(Reason.DUE, null));
        assertThat(reason(well, 1, step(1, "open"), step(2, "open"))).isEqualTo(new NotYet(Reason.BEHIND, 1));
        assertThat(reason(well, 1, step(1, "parked"), step(2, "open"))).isEqualTo(new NotYet(Reason.HELD, 1));
        assertThat(reason(well, 1, step(1, "delivered"), step(3, "open"))).isEqualTo(new NotYet(Reason.MISSING, 2));
        assertThat(reason(pulse(NOW, "open", false), 1, step(1, "open"))).isEqualTo(new NotYet(Reason.BREAKER, null));
        assertThat(reason(pulse(NOW, "open", true), 1, step(1, "open"))).isEqualTo(new NotYet(Reason.PAUSED, null));
        assertThat(reason(pulse(NOW.minusSeconds(31), "closed", false), 1, step(1, "open")))
                .isEqualTo(new NotYet(Reason.BLIND, null));
    }

    @Test
    void whatIsFinishedSaysNothing() {
        assertThat(reason(pulse(NOW, "closed", false), 1, step(1, "delivered"))).isNull();
    }

    @Test
    void ofAnOldOrderWhatWasForgottenIsNotMissing() {
        assertThat(reason(pulse(NOW, "closed", false), Integer.MAX_VALUE, step(7, "open")))
                .isEqualTo(new NotYet(Reason.DUE, null));
    }
}
