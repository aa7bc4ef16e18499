package io.throughline.runtime.autoconfigure;

import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.events.Topology;
import java.util.ArrayList;
import java.util.List;

/** Receives events, commands and the dead letters of both while the adapter runs. */
final class Receiving extends Phase {

    private final Receivers receivers;
    private final String integration;
    private final Sinks sinks;
    private final List<BatchReceiver> open = new ArrayList<>();

    Receiving(Receivers receivers, String integration, Sinks sinks) {
        super(RECEIVE);
        this.receivers = receivers;
        this.integration = integration;
        this.sinks = sinks;
    }

    /** Where each kind of message is written down. */
    record Sinks(BatchSink events, BatchSink deadEvents, BatchSink commands, BatchSink deadCommands) {}

    @Override
    void begin() {
        open.add(receivers.subscribe(Topology.ORDERS, integration, sinks.events()));
        open.add(receivers.drainDeadLetters(Topology.ORDERS, integration, sinks.deadEvents()));
        open.add(receivers.subscribe(Topology.COMMANDS, integration, sinks.commands()));
        open.add(receivers.drainDeadLetters(Topology.COMMANDS, integration, sinks.deadCommands()));
    }

    @Override
    void end() {
        open.forEach(BatchReceiver::close);
        open.clear();
    }
}
