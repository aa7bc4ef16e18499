package io.throughline.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Faults that wait for their requests, first planned first met. Not thread-safe: its stub system takes turns. */
final class PlannedFaults {

    private static final int MOST_PLANS = 10_000;

    private record Plan(@Nullable String order, int left, Fault fault) {

        boolean concerns(StubRequest request, Predicate<String> names) {
            return (order == null || names.test(order))
                    && (request.isChange() || !fault.kind().onlyChanges());
        }
    }

    private final List<Plan> plans = new ArrayList<>();

    void plan(@Nullable String order, int count, Fault fault) {
        if (plans.size() >= MOST_PLANS) {
            throw new IllegalStateException("More than " + MOST_PLANS + " faults are planned");
        }
        if (count < 1) {
            throw new IllegalArgumentException("A fault happens at least once, not " + count + " times");
        }
        plans.add(new Plan(order, count, fault));
    }

    Optional<Fault> take(StubRequest request, Predicate<String> names) {
        for (int place = 0; place < plans.size(); place++) {
            Plan plan = plans.get(place);
            if (plan.concerns(request, names)) {
                use(place, plan);
                return Optional.of(plan.fault());
            }
        }
        return Optional.empty();
    }

    private void use(int place, Plan plan) {
        if (plan.left() == 1) {
            plans.remove(place);
        } else if (plan.left() != Integer.MAX_VALUE) {
            plans.set(place, new Plan(plan.order(), plan.left() - 1, plan.fault()));
        }
    }

    void clear() {
        plans.clear();
    }
}
