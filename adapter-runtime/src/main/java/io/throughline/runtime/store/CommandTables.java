package io.throughline.runtime.store;

import java.time.Clock;
import java.time.Duration;

/** The tables that commands are written to and obeyed in. */
public record CommandTables(
        CommandLog log,
        ParkedDeliveries deliveries,
        Discards discards,
        Redeliveries redeliveries,
        FrozenSets frozen,
        RetrySets sets,
        Adoptions adoptions,
        Erasures erasures) {

    /** An event that was published is here by then, or was never meant for here. */
    private static final Duration ARRIVAL = Duration.ofMinutes(1);

    public static CommandTables of(RuntimeSchema schema, Clock clock) {
        return new CommandTables(
                new CommandLog(schema, clock),
                new ParkedDeliveries(schema, clock),
                new Discards(schema, clock),
                new Redeliveries(schema, clock),
                new FrozenSets(schema, clock),
                new RetrySets(schema, clock),
                new Adoptions(schema, clock),
                new Erasures(schema, clock, ARRIVAL));
    }
}
