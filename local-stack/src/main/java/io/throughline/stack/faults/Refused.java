package io.throughline.stack.faults;

import io.throughline.emulator.faults.Fault;
import io.throughline.emulator.faults.FaultKind;
import io.throughline.events.Topology;
import io.throughline.stack.parts.Broker;
import io.throughline.stack.parts.Service;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The broker is too busy for what both processes of an adapter ask of it. */
final class Refused implements Standstill {

    private static final int ALWAYS = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Broker broker;
    private final long fault;
    private final List<Service> both;
    private final BooleanSupplier reached;

    Refused(Broker broker, FaultKind kind, String entity, List<Service> both, BooleanSupplier reached) {
        this.broker = broker;
        this.both = both;
        this.reached = reached;
        this.fault = broker.faults()
                .plant(Fault.of(kind, entity).times(ALWAYS).lasting(LONGEST))
                .id();
    }

    static String subscription(Service adapter) {
        return Topology.ORDERS + "/subscriptions/" + adapter.module();
    }

    @Override
    public List<Service> standing() {
        return reached.getAsBoolean() ? both : List.of();
    }

    @Override
    public void close() {
        broker.faults().end(fault);
    }
}
