package io.throughline.stack.check;

import io.throughline.stack.parts.Fleet;
import io.throughline.stack.process.StackException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Orders that come in beside something else, and go on coming while it is waited for: whoever is to stand still over
 * one has always one to get to. Closing waits until every webhook is answered.
 */
final class Orders implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofSeconds(15);
    private static final int TIMES = 20;

    private final Fleet fleet;
    private final Examination examination;
    private final Supplier<List<Story>> more;
    private CompletableFuture<Void> telling = CompletableFuture.completedFuture(null);

    Orders(Fleet fleet, Examination examination, Supplier<List<Story>> more) {
        this.fleet = fleet;
        this.examination = examination;
        this.more = more;
    }

    /**
     * Whether the condition came true before the patience of five minutes was over.
     *
     * @throws StackException when a service has ended, which none should
     */
    boolean comeUntil(BooleanSupplier condition) {
        Patience patience = new Patience(BETWEEN);
        for (int time = 0; time < TIMES; time++) {
            fleet.requireAlive();
            if (telling.isDone()) {
                telling.join();
                List<Story> stories = more.get();
                telling = CompletableFuture.runAsync(() -> examination.tell(stories));
            }
            if (patience.await(condition)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        telling.join();
    }
}
