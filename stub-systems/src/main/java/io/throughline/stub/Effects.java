package io.throughline.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a stub system really made, oldest first. Not thread-safe: its stub system takes turns. */
final class Effects {

    static final int MOST = 200_000;

    private final List<Effect> made = new ArrayList<>();

    void add(Effect effect) {
        made.add(effect);
    }

    boolean areFull() {
        return made.size() >= MOST;
    }

    List<Effect> all() {
        return List.copyOf(made);
    }

    /** Carries something out and forgets what it made. */
    StubAnswer lost(Supplier<StubAnswer> request, Consumer<Effect> forget) {
        int before = made.size();
        StubAnswer answer = request.get();
        lose(List.copyOf(made.subList(before, made.size())), forget);
        return answer;
    }

    /** Forgets what was made for an order. */
    void lose(String order, Consumer<Effect> forget) {
        lose(made.stream().filter(effect -> effect.order().equals(order)).toList(), forget);
    }

    private void lose(List<Effect> lost, Consumer<Effect> forget) {
        lost.reversed().forEach(forget);
        made.removeAll(lost);
    }
}
