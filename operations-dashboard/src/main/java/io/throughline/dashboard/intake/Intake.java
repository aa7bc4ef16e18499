package io.throughline.dashboard.intake;

import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.events.Topology;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module listens to: both topics, and the dead letters of both. */
@Configuration
class Intake {

    private static final String SUBSCRIPTION = "operations-dashboard";

    @Bean(destroyMethod = "close")
    BatchReceiver orders(Receivers receivers, EventSink sink) {
        return receivers.subscribe(Topology.ORDERS, SUBSCRIPTION, sink);
    }

    @Bean(destroyMethod = "close")
    BatchReceiver outcomes(Receivers receivers, OutcomeSink sink) {
        return receivers.subscribe(Topology.OUTCOMES, SUBSCRIPTION, sink);
    }

    @Bean(destroyMethod = "close")
    BatchReceiver deadOrders(Receivers receivers, EventSink sink, DeadLetterSinks deadLetters) {
        return receivers.drainDeadLetters(Topology.ORDERS, SUBSCRIPTION, deadLetters.keeping(Topology.ORDERS, sink));
    }

    @Bean(destroyMethod = "close")
    BatchReceiver deadOutcomes(Receivers receivers, OutcomeSink sink, DeadLetterSinks deadLetters) {
        return receivers.drainDeadLetters(
                Topology.OUTCOMES, SUBSCRIPTION, deadLetters.keeping(Topology.OUTCOMES, sink));
    }
}
