package io.throughline.runtime.policy;

import static io.throughline.runtime.RuntimeProperties.DeadLetterAction.DISCARD;
import static io.throughline.runtime.RuntimeProperties.DeadLetterAction.PARK;
import static io.throughline.runtime.RuntimeProperties.DeadLetterAction.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterPolicyTest {

    final DeadLetterPolicy policy = new DeadLetterPolicy(
            Map.of("HeaderSizeExceeded", RETRY, "unreadable-event", DISCARD, "TTLExpiredException", DISCARD));

    @ParameterizedTest
    @ValueSource(strings = {"MaxDeliveryCountExceeded", "TTLExpiredException"})
    void whatTheBrokerGaveUpOnIsRetriedWhateverIsConfigured(String reason) {
        assertThat(policy.decide(reason)).isEqualTo(RETRY);
    }

    @Test
    void aReasonHasItsOwnActionAndParksWithoutOne() {
        assertThat(policy.decide("HeaderSizeExceeded")).isEqualTo(RETRY);
        assertThat(policy.decide("unreadable-event")).isEqualTo(DISCARD);
        assertThat(policy.decide("unwritable-event")).isEqualTo(PARK);
    }

    @Test
    void whatWasTriedOnceMoreIsNotTriedForEver() {
        assertThat(policy.decideAgain("HeaderSizeExceeded")).isEqualTo(PARK);
        assertThat(policy.decideAgain("unreadable-event")).isEqualTo(DISCARD);
    }
}
