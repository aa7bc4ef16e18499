package io.throughline.emulator.core;

import io.throughline.emulator.core.Settlement.DeadLetter;
import java.util.Map;

/** Where messages go that nobody could take. */
@FunctionalInterface
interface DeadLetters {

    DeadLetter EXPIRED =
            DeadLetter.because("TTLExpiredException", "The message expired and was dead lettered.", Map.of());

    DeadLetter NO_SESSION = DeadLetter.because(
            "Session id is null",
            "Session enabled entity doesn't allow a message whose session identifier is null.",
            Map.of());

    static DeadLetter tooManyDeliveries(int count) {
        return DeadLetter.because(
                "MaxDeliveryCountExceeded",
                "Message could not be consumed after " + count + " delivery attempts.",
                Map.of());
    }

    void take(StoredMessage dead, DeadLetter letter);
}
