package io.throughline.testkit;

import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.UnreadableEventException;
import io.throughline.backbone.servicebus.BatchReceiver;
import io.throughline.backbone.servicebus.BatchSink.Refusal;
import io.throughline.backbone.servicebus.InboundMessage;
import io.throughline.backbone.servicebus.Receivers;
import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderEvent;
import io.throughline.events.OrderPaid;
import io.throughline.events.OrderPlaced;
import io.throughline.events.Topology;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.Outcome;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Whole adapters that are wrong beside their handlers. */
final class BrokenAdapter {

    private BrokenAdapter() {}

    /** Says that it is done, and begins. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class InThreadsOfItsOwn {

        @Bean(destroyMethod = "shutdownNow")
        ExecutorService threads() {
            return Executors.newVirtualThreadPerTaskExecutor();
        }

        @Bean
        EventHandler<OrderPlaced> placed(@Value("${stub}") URI stub, ExecutorService threads) {
            return new Later<>(new OrderKeptHandler<>(OrderPlaced.TYPE, new SoundHandler(stub)), threads);
        }

        @Bean
        EventHandler<OrderPaid> paid(@Value("${stub}") URI stub, ExecutorService threads) {
            return new Later<>(new OrderKeptHandler<>(OrderPaid.TYPE, new SoundHandler(stub)), threads);
        }
    }

    private record Later<E extends OrderEvent>(OrderKeptHandler<E> handler, ExecutorService threads)
            implements EventHandler<E> {

        @Override
        public EventType<E> type() {
            return handler.type();
        }

        @Override
        public Outcome handle(EventEnvelope<E> event, Delivery delivery) {
            // Not executed: what escapes a thread fails whatever test waits for something at that moment.
            var _ = threads.submit(() -> handler.handle(event, delivery));
            return Outcome.delivered();
        }
    }

    /** Takes messages from the broker by itself: acts on what comes, as it comes, and throws dead letters away. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "io.throughline.runtime.autoconfigure.RuntimeAutoConfiguration")
    static class WithoutTheRuntime {

        private static final String SUBSCRIPTION = "broken-adapter";

        @Bean(destroyMethod = "shutdownNow")
        ExecutorService threads() {
            return Executors.newVirtualThreadPerTaskExecutor();
        }

        @Bean
        BatchReceiver receiver(Receivers receivers, ExecutorService threads, @Value("${stub}") URI stub) {
            SoundHandler handler = new SoundHandler(stub);
            return receivers.subscribe(
                    Topology.ORDERS,
                    SUBSCRIPTION,
                    batch -> batch.stream()
                            .flatMap(message -> act(message, handler, threads).stream())
                            .toList());
        }

        @Bean
        BatchReceiver drain(Receivers receivers) {
            return receivers.drainDeadLetters(Topology.ORDERS, SUBSCRIPTION, batch -> List.of());
        }

        private static List<Refusal> act(InboundMessage message, SoundHandler handler, ExecutorService threads) {
            EventEnvelope<?> event;
            try {
                event = new EventCodec().read(message.body());
            } catch (UnreadableEventException unreadable) {
                return List.of(new Refusal(message, "unreadable-event", "It is none"));
            }
            Delivery delivery = new Delivery(event.orderKey(), 1, 1, false, List.of());
            var _ = threads.submit(() -> handler.ship(
                    event.data().order(), delivery.effectKey("shipment").value(), delivery));
            return List.of();
        }
    }
}
