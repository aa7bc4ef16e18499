package io.throughline.runtime.dispatch;

import io.throughline.events.OrderEvent;
import io.throughline.runtime.EventHandler;
import io.throughline.runtime.GroupHandler;
import io.throughline.runtime.Owed;
import io.throughline.runtime.PermanentFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The adapter's handlers by the name of the event type each acts on. */
public final class Handlers {

    private final Map<String, EventHandler<?>> byType;

    /** @throws IllegalStateException when two handlers act on one event type */
    public Handlers(List<? extends EventHandler<?>> handlers) {
        this.byType = handlers.stream()
                .collect(Collectors.toUnmodifiableMap(handler -> handler.type().name(), Function.identity()));
    }

    /** Names of the event types acted on. */
    public Set<String> types() {
        return byType.keySet();
    }

    boolean actsOn(String type) {
        return byType.containsKey(type);
    }

    /** How many deliveries of this type go into one call. */
    int together(String type) {
        return byType.get(type) instanceof GroupHandler<?> handler ? handler.most() : 1;
    }

    /** The largest number of deliveries that go into one call. */
    int mostTogether() {
        return byType.keySet().stream().mapToInt(this::together).max().orElse(1);
    }

    /**
     * Answers each, or throws for those that are left.
     *
     * @param group at least one, all of one type; more than one only for a type whose handler takes groups
     */
    @SuppressWarnings("unchecked") // a handler is filed under the name of the type it declares
    <E extends OrderEvent> void handle(List<Owed<E>> group) {
        Owed<E> first = group.getFirst();
        EventHandler<E> handler =
                (EventHandler<E>) byType.get(first.event().type().name());
        switch (handler) {
            case null ->
                throw new IllegalStateException(
                        "No handler acts on " + first.event().type().name());
            case GroupHandler<E> together -> handleTogether(together, group);
            default -> first.ended(handler.handle(first.event(), first.delivery()));
        }
    }

    private static <E extends OrderEvent> void handleTogether(GroupHandler<E> handler, List<Owed<E>> group) {
        try {
            handler.handle(group);
        } catch (PermanentFailure refused) {
            List<Owed<E>> left = group.stream().filter(Owed::isOpen).toList();
            if (group.size() == 1) {
                throw refused;
            }
            halve(handler, left);
        }
    }

    /** One that is at fault by itself is told so, and the others go on. */
    private static <E extends OrderEvent> void halve(GroupHandler<E> handler, List<Owed<E>> left) {
        int half = left.size() / 2;
        for (List<Owed<E>> part : List.of(left.subList(0, half), left.subList(half, left.size()))) {
            if (part.size() == 1) {
                part.getFirst().attempt(() -> handler.handle(part));
            } else if (!part.isEmpty()) {
                handleTogether(handler, part);
            }
        }
    }
}
