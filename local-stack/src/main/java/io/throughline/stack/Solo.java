package io.throughline.stack;

import io.throughline.backbone.json.EventCodec;
import io.throughline.backbone.json.UnreadableEventException;
import io.throughline.backbone.servicebus.BatchPublisher;
import io.throughline.events.EventEnvelope;
import io.throughline.events.Topology;
import io.throughline.stack.database.OutcomeFeed;
import io.throughline.stack.database.OutcomeFeed.Done;
import io.throughline.stack.parts.Folders;
import io.throughline.stack.parts.Lineup;
import io.throughline.stack.parts.Ports;
import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Shutdown;
import io.throughline.stack.parts.Stack;
import io.throughline.stack.process.StackException;
import io.throughline.stub.StubSystem;
import io.throughline.testkit.EventMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One adapter by itself, with its downstream system's stub and a broker on free ports: nothing else is started. */
final class Solo {

    private static final Duration BETWEEN_ORDERS = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LONGEST_TRY = Duration.ofSeconds(60);

    private final Folders folders;
    private final Shutdown shutdown;
    private final String module;
    private final SampleEvents samples = new SampleEvents(Clock.systemUTC());

    Solo(Folders folders, Shutdown shutdown, String module) {
        this.folders = folders;
        this.shutdown = shutdown;
        this.module = module;
    }

    /** {@code ./run --only}: sample orders come in until it is interrupted; then false, because it never ends. */
    boolean perform() {
        Stage stage = open();
        System.out.printf("%nWhat became of each event (Ctrl-C stops everything):%n");
        try {
            while (true) {
                stage.publish(samples.next());
                Thread.sleep(BETWEEN_ORDERS);
                stage.stack().fleet().requireAlive();
                stage.feed().next().forEach(Solo::tell);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** {@code ./try}: whether the adapter carried this event out or had a reason to ignore it. */
    boolean attempt(Path file) {
        EventEnvelope<?> event = samples.first(read(file));
        Stage stage = open();
        stage.publish(List.of(event));
        try {
            List<Done> done = stage.awaitEnd(LONGEST_TRY);
            stage.stub().latestRequests().forEach(request -> System.out.println(RequestText.of(request)));
            done.forEach(Solo::tell);
            if (done.isEmpty()) {
                System.out.println("It is still being tried; see " + folders.logs());
            }
            return !done.isEmpty() && !done.getFirst().result().equals("parked");
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Stage open() {
        System.out.println("Starting " + module + "; logs are in " + folders.logs());
        Lineup lineup = Lineup.only(folders.root(), module);
        Stack stack = Stack.start(new Stack.Setting(folders, lineup, Ports.free(lineup)), Map.of(), shutdown);
        System.out.printf("  its downstream system  %s%n", String.join("", stack.downstreamAddresses()));
        System.out.printf("  database               %s%n", stack.databaseAddress());
        Service adapter = lineup.adapters().getFirst();
        return new Stage(
                stack,
                new OutcomeFeed(stack.postgres(), adapter.database()),
                shutdown.added(BatchPublisher.connectedTo(stack.brokerConnection())),
                stack.downstreams().of(adapter));
    }

    private static EventEnvelope<?> read(Path file) {
        try {
            return new EventCodec().read(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new StackException("Cannot read " + file, unreadable);
        } catch (UnreadableEventException malformed) {
            throw new StackException(file + ": " + malformed.getMessage(), malformed);
        }
    }

    private static void tell(Done done) {
        System.out.printf(
                "%s %s → %s (%s) %s%n", done.orderKey(), done.type(), done.result(), done.code(), done.reference());
    }

    /** What there is once everything runs. */
    private record Stage(Stack stack, OutcomeFeed feed, BatchPublisher publisher, StubSystem stub) {

        void publish(List<EventEnvelope<?>> events) {
            publisher.publish(
                    Topology.ORDERS, events.stream().map(EventMessages::of).toList());
        }

        /** Empty when nothing became of it within this time. */
        List<Done> awaitEnd(Duration longest) throws InterruptedException {
            long deadline = System.nanoTime() + longest.toNanos();
            List<Done> done = feed.next();
            while (done.isEmpty() && System.nanoTime() < deadline) {
                stack.fleet().requireAlive();
                Thread.sleep(LOOK);
                done = feed.next();
            }
            return done;
        }
    }
}
