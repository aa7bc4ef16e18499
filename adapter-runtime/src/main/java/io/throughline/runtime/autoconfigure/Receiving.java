package io.throughline.runtime.autoconfigure;

import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.events.Topology;
import io.throughline.runtime.receive.CommandSink;
import io.throughline.runtime.receive.DeadLetterSink;
import io.throughline.runtime.receive.EventSink;
import java.util.ArrayList;
import java.util.List;

/** Receives events, their dead letters and commands while the adapter runs. */
final class Receiving extends Phase {

    private final Receivers receivers;
    private final String integration;
    private final EventSink events;
    private final DeadLetterSink deadLetters;
    private final CommandSink commands;
    private final List<BatchReceiver> open = new ArrayList<>();

    Receiving(
            Receivers receivers,
            String integration,
            EventSink events,
            DeadLetterSink deadLetters,
            CommandSink commands) {
        super(RECEIVE);
        this.receivers = receivers;
        this.integration = integration;
        this.events = events;
        this.deadLetters = deadLetters;
        this.commands = commands;
    }

    @Override
    void begin() {
        open.add(receivers.subscribe(Topology.ORDERS, integration, events));
        open.add(receivers.drainDeadLetters(Topology.ORDERS, integration, deadLetters));
        open.add(receivers.subscribe(Topology.COMMANDS, integration, commands));
    }

    @Override
    void end() {
        open.forEach(BatchReceiver::close);
        open.clear();
    }
}
