package io.throughline.runtime;

import io.throughline.events.EventEnvelope;
import io.throughline.events.EventType;
import io.throughline.events.OrderEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * An {@link EventHandler} whose downstream system takes many changes in one call. It gets what is due of its type right
 * now, each of another order; nobody waits for a group to fill.
 */
public interface GroupHandler<E extends OrderEvent> extends EventHandler<E> {

    /** How many may come together, at most. */
    int most();

    /**
     * Brings the downstream system to what the snapshots ask for, and answers each event for itself. What it throws is
     * the end of every attempt that was not answered before. A group that is refused as a whole is halved, until the
     * event at fault stands alone.
     *
     * @throws TransientFailure when the same deliveries may succeed later
     * @throws PermanentFailure when the call was refused
     */
    void handle(List<Owed<E>> group);

    @Override
    default Outcome handle(EventEnvelope<E> event, Delivery delivery) {
        Owed<E> alone = new Owed<>(event, delivery);
        handle(List.of(alone));
        return alone.result();
    }

    /** A handler that is one sentence. */
    static <E extends OrderEvent> GroupHandler<E> of(EventType<E> type, int most, Consumer<List<Owed<E>>> handle) {
        return new GroupHandler<>() {

            @Override
            public EventType<E> type() {
                return type;
            }

            @Override
            public int most() {
                return most;
            }

            @Override
            public void handle(List<Owed<E>> group) {
                handle.accept(group);
            }
        };
    }
}
