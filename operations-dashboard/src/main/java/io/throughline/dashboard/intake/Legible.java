package io.throughline.dashboard.intake;

import io.throughline.backbone.database.Halving;
import io.throughline.backbone.servicebus.BatchSink.Refusal;
import io.throughline.backbone.servicebus.InboundMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A message and what it says. */
record Legible<T>(InboundMessage message, T content) {

    /**
     * Writes all rows; one that the database can never take is refused, its neighbours are written.
     *
     * @param write commits all given rows
     * @param refusals of messages that were not readable in the first place
     */
    static <T> List<Refusal> writeDown(
            List<Legible<T>> rows, Consumer<List<Legible<T>>> write, List<Refusal> refusals) {
        List<Refusal> all = new ArrayList<>(refusals);
        if (!rows.isEmpty()) {
            Halving.<Legible<T>, Written>write(
                            rows,
                            batch -> {
                                write.accept(batch);
                                return batch.stream().map(row -> Written.DONE).toList();
                            },
                            (row, failure) -> new Written(new Refusal(
                                    row.message(), "unwritable-message", "The database refuses a value of it")))
                    .stream()
                    .map(Written::refusal)
                    .filter(Objects::nonNull)
                    .forEach(all::add);
        }
        return all;
    }

    private record Written(@Nullable Refusal refusal) {

        static final Written DONE = new Written(null);
    }
}
