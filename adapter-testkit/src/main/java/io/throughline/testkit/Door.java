package io.throughline.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Where requests to a stub system wait while somebody holds them. */
final class Door {

    private final List<Hold> holds = new CopyOnWriteArrayList<>();

    Hold hold(Predicate<StubRequest> concerned) {
        holds.removeIf(Hold::isOver);
        Hold hold = new Hold(concerned);
        holds.add(hold);
        return hold;
    }

    /** Whether the request is to be carried out, once nobody holds it any more. */
    boolean admits(StubRequest request) {
        return holds.stream().allMatch(hold -> hold.admits(request));
    }
}
