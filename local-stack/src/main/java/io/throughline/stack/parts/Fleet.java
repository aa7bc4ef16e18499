package io.throughline.stack.parts;

import io.throughline.stack.process.Launch;
import io.throughline.stack.process.Readiness;
import io.throughline.stack.process.ServiceProcess;
import io.throughline.stack.process.StackException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The services of ours, each a process. */
public final class Fleet implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration RELEASE = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final Duration FAREWELL_WHILE_STARTING = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Readiness readiness = new Readiness(START);
    private final List<Service> services;
    private final Function<Service, Launch> launches;
    private final Map<Service, ServiceProcess> processes = new LinkedHashMap<>();
    private final BooleanSupplier drained;
    private volatile boolean ready;
    private boolean closed;

    /**
     * @param services in the order in which they are started
     * @param launches how each is started; asked at every start
     * @param drained whether the broker holds nothing that a service has yet to receive
     */
    Fleet(List<Service> services, Function<Service, Launch> launches, BooleanSupplier drained) {
        this.services = List.copyOf(services);
        this.launches = launches;
        this.drained = drained;
    }

    /** Starts them all and returns once all are ready. */
    void start() {
        for (Service service : services) {
            start(service);
        }
        readiness.await(running());
        ready = true;
    }

    private synchronized ServiceProcess start(Service service) {
        if (closed) {
            throw new StackException("Stopped while starting");
        }
        ServiceProcess process = ServiceProcess.start(launches.apply(service));
        processes.put(service, process);
        return process;
    }

    /** Ends it as {@code kill -9} does. */
    public void kill(Service service) {
        process(service).kill();
    }

    /** Asks it to end, as a release does. Whether it did so within half a minute. */
    public boolean ask(Service service) {
        ServiceProcess process = process(service);
        process.askToEnd();
        return process.awaitEnd(RELEASE);
    }

    /** Returns once all of these are ready. */
    public void awaitReady(Collection<Service> services) {
        readiness.await(services.stream().map(this::process).toList());
    }

    /** Starts it again after its end; it gets ready in its own time. */
    public void startAgain(Service service) {
        start(service);
    }

    /** @throws StackException when one of them has ended, which none should */
    public void requireAlive() {
        Readiness.check(running());
    }

    private synchronized ServiceProcess process(Service service) {
        ServiceProcess process = processes.get(service);
        if (process == null) {
            throw new IllegalStateException(service.name() + " was not started");
        }
        return process;
    }

    private synchronized List<ServiceProcess> running() {
        return List.copyOf(processes.values());
    }

    /** Stops ingest, lets the others receive what is on its way, because the broker forgets it, and stops them. */
    @Override
    public void close() {
        Map<Service, ServiceProcess> left = takeAll();
        ServiceProcess ingest = left.get(Service.INGEST);
        if (ready && ingest != null) {
            end(List.of(ingest));
            left.remove(Service.INGEST);
            awaitDrained(left);
        }
        end(List.copyOf(left.values()));
    }

    private void end(List<ServiceProcess> some) {
        some.forEach(ServiceProcess::askToEnd);
        // A service that has not begun to work has nothing to finish.
        some.forEach(process -> process.awaitEnd(ready ? FAREWELL : FAREWELL_WHILE_STARTING));
    }

    private synchronized Map<Service, ServiceProcess> takeAll() {
        closed = true;
        Map<Service, ServiceProcess> all = new LinkedHashMap<>(processes);
        processes.clear();
        return all;
    }

    private void awaitDrained(Map<Service, ServiceProcess> receivers) {
        long deadline = System.nanoTime() + DRAIN.toNanos();
        try {
            while (receivers.values().stream().allMatch(ServiceProcess::isAlive)
                    && !drained.getAsBoolean()
                    && System.nanoTime() < deadline) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
