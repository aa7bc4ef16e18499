package io.throughline.emulator.faults;

import io.throughline.emulator.core.EntityCounts;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.Timers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults at work. Knows no thread: whoever owns the entities asks it, and its timers run with theirs. */
public final class FaultBoard {

    /** Faults at work at the same time. */
    private static final int MOST_FAULTS = 100;

    private static final String DEAD_LETTERS = "/$deadletterqueue";

    private final Namespace namespace;
    private final Map<Long, ActiveFault> active = new LinkedHashMap<>();
    private long lastId;

    public FaultBoard(Namespace namespace) {
        this.namespace = namespace;
    }

    public Timers timers() {
        return namespace.timers();
    }

    List<String> entities() {
        return namespace.counts().stream().map(EntityCounts::path).toList();
    }

    boolean hasRoom() {
        return active.size() < MOST_FAULTS;
    }

    boolean knows(Fault fault) {
        return !fault.kind().needsEntity()
                || entities().stream()
                        .anyMatch(path -> path.equalsIgnoreCase(fault.entity())
                                || (path + DEAD_LETTERS).equalsIgnoreCase(fault.entity()));
    }

    PlantedFault plant(Fault fault, Wire wire) {
        var id = ++lastId;
        var planted = new ActiveFault(id, fault, timers(), () -> end(id));
        if (fault.kind().immediate()) {
            planted.end();
            planted.hit(strikeNow(fault, wire));
        } else {
            active.put(id, planted);
        }
        return planted.snapshot();
    }

    private int strikeNow(Fault fault, Wire wire) {
        return switch (fault.kind()) {
            case DROP_CONNECTIONS -> wire.drop(fault.count());
            case DETACH -> wire.detach(fault.entity(), fault.error(), fault.count());
            case EXPIRE_LOCKS -> expireLocks(fault);
            case EXPIRE_SESSION -> expireSessions(fault);
            default -> throw new IllegalStateException("Not one that happens at once: " + fault.kind());
        };
    }

    /** A topic holds no messages, and so no locks. */
    private int expireLocks(Fault fault) {
        return namespace.hasSource(fault.entity())
                ? namespace.source(fault.entity()).store().expireLocks(fault.count())
                : 0;
    }

    /** An entity without sessions has none to lose. */
    private int expireSessions(Fault fault) {
        if (!namespace.hasSource(fault.entity())) {
            return 0;
        }
        var store = namespace.source(fault.entity()).store();
        if (!store.settings().requiresSession()) {
            return 0;
        }
        var sessions = store.sessions();
        if (fault.session().isEmpty()) {
            return sessions.expire(fault.count());
        }
        return sessions.expire(fault.session()) ? 1 : 0;
    }

    List<PlantedFault> active() {
        return active.values().stream().map(ActiveFault::snapshot).toList();
    }

    boolean end(long id) {
        var ended = Optional.ofNullable(active.remove(id));
        ended.ifPresent(fault -> fault.end().forEach(Runnable::run));
        return ended.isPresent();
    }

    int endAll() {
        var ids = List.copyOf(active.keySet());
        ids.forEach(this::end);
        return ids.size();
    }

    /** The fault that happens to the entity now, and is counted; nothing if all is well. */
    public Optional<Fault> strike(FaultKind kind, String entity) {
        if (active.isEmpty()) {
            return Optional.empty();
        }
        var found = find(fault -> fault.getValue().is(kind, entity));
        found.ifPresent(entry -> {
            entry.getValue().hit(1);
            if (entry.getValue().spent()) {
                end(entry.getKey());
            }
        });
        return found.map(entry -> entry.getValue().fault());
    }

    /**
     * Whether a link must keep silent now.
     *
     * @param release what to do when it may speak again
     */
    public boolean silences(Object link, String entity, Runnable release) {
        if (active.isEmpty()) {
            return false;
        }
        if (find(fault -> fault.getValue().holds(link)).isPresent()) {
            return true;
        }
        var found = find(fault -> fault.getValue().is(FaultKind.SILENCE, entity)
                && !fault.getValue().spent());
        found.ifPresent(entry -> {
            entry.getValue().hit(1);
            entry.getValue().hold(link, release);
        });
        return found.isPresent();
    }

    /** The link is gone. */
    public void forget(Object link) {
        active.values().forEach(fault -> fault.release(link));
    }

    private Optional<Map.Entry<Long, ActiveFault>> find(Predicate<Map.Entry<Long, ActiveFault>> wanted) {
        return active.entrySet().stream().filter(wanted).findFirst();
    }

    public Instant now() {
        return timers().now();
    }
}
