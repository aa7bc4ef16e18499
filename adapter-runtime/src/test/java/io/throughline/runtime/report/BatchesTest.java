package io.throughline.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backbone.database.LogEntry;
import io.throughline.backbone.database.LogPosition;
import io.throughline.backbone.json.Json;
import io.throughline.events.outcome.DeliveryOutcome;
import io.throughline.events.outcome.Exchange;
import io.throughline.events.outcome.OutcomeBatch;
import io.throughline.events.outcome.OutcomeMessage;
import io.throughline.events.outcome.Result;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchesTest {

    /** The least that a broker takes in one message. */
    static final int SMALLEST = 256 * 1024;

    @Test
    void whatWasDeliveredGoesInHundreds() {
        assertThat(batches(250, number -> null))
                .extracting(batch -> batch.outcomes().size())
                .containsExactly(100, 100, 50);
    }

    @Test
    void aBurstOfTheLargestReportsFitsTheSmallestBrokerInOrder() {
        List<OutcomeBatch> batches = batches(1000, number -> exchange(24 * 1024));

        assertThat(batches)
                .allSatisfy(batch -> assertThat(
                                Json.mapper().writerFor(OutcomeMessage.class).writeValueAsBytes(batch))
                        .hasSizeLessThan(SMALLEST));
        assertThat(batches).hasSize(200).extracting(OutcomeBatch::number).isSorted();
        assertThat(batches.stream().flatMap(batch -> batch.outcomes().stream()).map(DeliveryOutcome::sequence))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 1000).boxed().toList());
    }

    @Test
    void oneThatIsLargerThanAllMayBeGoesByItself() {
        assertThat(batches(3, number -> exchange(200 * 1024)))
                .extracting(batch -> batch.outcomes().size())
                .containsExactly(1, 1, 1);
    }

    private static List<OutcomeBatch> batches(int count, IntFunction<@Nullable Exchange> exchange) {
        return OutcomeRelay.batches(
                "test-adapter",
                IntStream.rangeClosed(1, count)
                        .mapToObj(number -> new LogEntry<>(
                                new LogPosition(1, number), true, outcome(number, exchange.apply(number))))
                        .toList());
    }

    private static Exchange exchange(int bytes) {
        return new Exchange("POST /x", List.of(), 0, List.of(), null, null, 422, "x".repeat(bytes));
    }

    private static DeliveryOutcome outcome(int number, @Nullable Exchange exchange) {
        return new DeliveryOutcome(
                new UUID(0, number),
                number,
                new UUID(1, number),
                "standard:shop:" + number,
                "order.placed.v1",
                1,
                Result.PARKED,
                "stub-rejected",
                "d".repeat(500),
                1,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                "0123456789abcdef",
                null,
                null,
                null,
                exchange);
    }
}
