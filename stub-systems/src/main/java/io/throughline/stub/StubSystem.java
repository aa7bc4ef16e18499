package io.throughline.stub;

import io.throughline.stub.StubEndpoint.Way;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/**
 * A downstream system that remembers what it was asked, behaves like the real one and misbehaves on demand. It listens
 * on the loopback address only and answers one request after the other, so that its state is always consistent.
 *
 * <p>A concrete one answers requests and calls {@link #made} for each thing that it really makes; its static
 * {@code start(port)} constructs it and calls {@link #open}.
 */
public abstract class StubSystem implements AutoCloseable {

    private final String name;
    private final Listener listener;
    private final Clock clock = Clock.systemUTC();
    private final ReentrantLock turn = new ReentrantLock();
    private final Identity identity = new Identity();
    private final PlannedFaults faults = new PlannedFaults();
    private final RateLimit limit = new RateLimit(clock);
    private final Effects effects = new Effects();
    private final Door door = new Door();
    private final Heard heard = new Heard();
    private final Crowd crowd = new Crowd();
    private boolean honoursIdempotency = true;

    /**
     * A system that does not listen yet.
     *
     * @param name first word of the codes of failures at this system: {@code shipbob}
     * @param port 0 for any free one
     */
    protected StubSystem(String name, int port) {
        this.name = name;
        this.listener = new Listener(name, port);
    }

    /** Begins to listen; called once, when the system is complete. */
    protected final void open() {
        listener.at("/", new StubEndpoint(this::serve, crowd))
                .at(Identity.PATH, new StubEndpoint(identity::serve))
                .at("/__stub/", new StubEndpoint(new StubControls(this)::serve))
                .open();
    }

    /**
     * What the real system would answer. Called by one thread at a time.
     *
     * @throws JacksonException when the body is not JSON; it is answered as {@link #rejection}
     */
    protected abstract StubAnswer answer(StubRequest request);

    /** How the real system refuses for good what it was asked. */
    protected abstract StubAnswer rejection(String reason);

    /** The header in which the real system says how many seconds to stay away. */
    protected abstract String retryHeader();

    /** What this system alone is told to do, below {@code /__stub/}; called by one thread at a time. */
    protected StubAnswer control(StubRequest request) {
        return StubAnswer.of(404, Map.of("error", "No such control"));
    }

    final StubAnswer controlled(StubRequest request) {
        return inTurn(() -> control(request));
    }

    /** Whether the request is about this order; override where requests name it by the system's own id alone. */
    protected boolean concerns(StubRequest request, String order) {
        return request.mentions(order);
    }

    /** Writes down a thing that was really made; to be called while answering. */
    protected final void made(String operation, String key, String id) {
        effects.add(Effect.of(operation, key, id, clock.instant()));
    }

    /** Shows nothing of it any more; override where things are made. */
    protected void forget(Effect effect) {
        throw new UnsupportedOperationException(name + " does not forget " + effect.operation());
    }

    /** Whether a reference that was used before is recognised; to be asked while answering. */
    protected final boolean honoursIdempotency() {
        return honoursIdempotency;
    }

    private StubEndpoint.Reply serve(StubRequest request) {
        if (!door.admits(request)) {
            return StubEndpoint.Reply.onWay(StubAnswer.empty(), Way.LOST);
        }
        return inTurn(() -> {
            heard.remember(request);
            Optional<Duration> wait = limit.refuse();
            Optional<Fault> fault =
                    wait.map(Fault::rateLimited).or(() -> faults.take(request, order -> concerns(request, order)));
            return fault.map(trouble -> troubled(request, trouble))
                    .orElseGet(() -> StubEndpoint.Reply.of(answered(request)));
        });
    }

    // Refusals quote the request, as real systems do: what is quoted must not get into a failure's message.
    private StubEndpoint.Reply troubled(StubRequest request, Fault fault) {
        return switch (fault.kind()) {
            case UNAVAILABLE -> StubEndpoint.Reply.of(StubAnswer.of(500, Map.of("error", "Failed: " + request.body())));
            case UNAUTHORIZED -> StubEndpoint.Reply.of(StubAnswer.of(401, Map.of("error", "planned fault")));
            case REJECTED -> StubEndpoint.Reply.of(rejection("Refused: " + request.body()));
            case RATE_LIMITED -> StubEndpoint.Reply.of(StubAnswer.tooMany(retryHeader(), fault.delay()));
            case DROPPED -> StubEndpoint.Reply.onWay(answered(request), Way.LOST);
            case FORGOTTEN -> StubEndpoint.Reply.of(effects.lost(() -> answered(request), this::forget));
            case GARBLED -> StubEndpoint.Reply.onWay(answered(request), Way.GARBLED);
            case PAGE -> StubEndpoint.Reply.of(StubAnswer.page("<html><h1>Back soon</h1></html>"));
            case SLOW -> StubEndpoint.Reply.late(answered(request), fault.delay());
            case LATE -> StubEndpoint.Reply.when(() -> underWay(request, fault.delay()));
        };
    }

    private StubAnswer underWay(StubRequest request, Duration longest) {
        return door.arrives(longest) ? inTurn(() -> answered(request)) : rejection("This system stops");
    }

    private StubAnswer answered(StubRequest request) {
        if (effects.areFull()) {
            return StubAnswer.of(507, Map.of("error", "This stub remembers " + Effects.MOST + " effects and is full"));
        }
        try {
            return answer(request);
        } catch (JacksonException unreadable) {
            return rejection("The body is not JSON");
        }
    }

    /** Touches what this system remembers between two requests. */
    protected final void whileQuiet(Runnable work) {
        inTurn(() -> {
            work.run();
            return effects;
        });
    }

    /** Answers from what this system remembers, between two requests. */
    protected final <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /** Who gives out its access tokens. */
    public final Identity identity() {
        return identity;
    }

    /** Where it listens. */
    public final URI uri() {
        return listener.uri();
    }

    /** First word of the codes of failures at this system: {@code shipbob}. */
    public final String name() {
        return name;
    }

    /** Everything it really made, oldest first. */
    public final List<Effect> effects() {
        return inTurn(effects::all);
    }

    /** From now on it shows nothing of what it made for an order, as if it had been set back to an older state. */
    public final void lose(String order) {
        whileQuiet(() -> effects.lose(order, this::forget));
    }

    /** Requests so far, failed ones included. */
    public final int requests() {
        return inTurn(heard::requests);
    }

    /** Most requests that were inside at the same moment so far: come, and neither answered nor lost. */
    public final int mostAtOnce() {
        return crowd.most();
    }

    /** Those of the latest requests that asked for more than a look, after so many requests; one line each. */
    public final List<String> changesAfter(int earlier) {
        return inTurn(() -> heard.changesAfter(earlier));
    }

    /** The latest requests, a hundred at most, oldest first, failed ones included. */
    public final List<StubRequest> latestRequests() {
        return inTurn(heard::latest);
    }

    /** The next requests fail, whatever they are about. */
    public final void failNext(int count, Fault fault) {
        whileQuiet(() -> faults.plan(null, count, fault));
    }

    /** The next requests that name this order fail. */
    public final void failFor(String order, int count, Fault fault) {
        whileQuiet(() -> faults.plan(order, count, fault));
    }

    /** Every change that names this order is refused, until the faults are cleared. */
    public final void rejectFor(String order) {
        failFor(order, Integer.MAX_VALUE, Fault.REJECTED);
    }

    /** What is under way as a late request arrives now. */
    public final void letLateArrive() {
        door.letArrive();
    }

    /** From now on such requests wait at the door, before anything is carried out. */
    public final Hold hold(Predicate<StubRequest> concerned) {
        return door.hold(concerned);
    }

    /** From now on nothing fails that was planned to. */
    public final void clearFaults() {
        whileQuiet(faults::clear);
    }

    /** @param honour false: the same reference is accepted twice, which plants the mistake that a key prevents */
    public final void honourIdempotency(boolean honour) {
        whileQuiet(() -> honoursIdempotency = honour);
    }

    /** Refuses more than so many requests in any minute, as the real system does; off by default. */
    public final void limitPerMinute(int most) {
        whileQuiet(() -> limit.to(most));
    }

    @Override
    public void close() {
        listener.close();
    }
}
