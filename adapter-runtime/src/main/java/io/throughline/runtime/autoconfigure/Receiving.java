package io.throughline.runtime.autoconfigure;

import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.BatchSink;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.events.Topology;
import io.throughline.runtime.receive.Adopting;
import java.util.ArrayList;
import java.util.List;

/**
 * Receives events, commands and the dead letters of both while the adapter runs; events from when it is known which of
 * them are ours.
 */
final class Receiving extends Phase {

    private final Receivers receivers;
    private final String integration;
    private final Sinks sinks;
    private final Adopting adopting;
    private final List<BatchReceiver> open = new ArrayList<>();
    private boolean ended;

    Receiving(Receivers receivers, String integration, Sinks sinks, Adopting adopting) {
        super(RECEIVE);
        this.receivers = receivers;
        this.integration = integration;
        this.sinks = sinks;
        this.adopting = adopting;
    }

    /** Where each kind of message is written down. */
    record Sinks(BatchSink events, BatchSink deadEvents, BatchSink commands, BatchSink deadCommands) {}

    @Override
    void begin() {
        receiveCommands();
        adopting.whenKnown(this::receiveEvents);
    }

    private synchronized void receiveCommands() {
        ended = false;
        open.add(receivers.subscribe(Topology.COMMANDS, integration, sinks.commands()));
        open.add(receivers.drainDeadLetters(Topology.COMMANDS, integration, sinks.deadCommands()));
    }

    /** Called by whoever learned it; the adapter may be closing meanwhile. */
    private synchronized void receiveEvents() {
        if (!ended) {
            open.add(receivers.subscribe(Topology.ORDERS, integration, sinks.events()));
            open.add(receivers.drainDeadLetters(Topology.ORDERS, integration, sinks.deadEvents()));
        }
    }

    @Override
    synchronized void end() {
        ended = true;
        open.forEach(BatchReceiver::close);
        open.clear();
    }
}
