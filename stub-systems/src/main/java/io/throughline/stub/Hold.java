package io.throughline.stub;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Requests that wait at a stub system's door and are not carried out yet. Whoever has it closed the door says what
 * becomes of them; after two minutes they are carried out.
 */
public final class Hold {

    private static final long LONGEST_SECONDS = 120;

    private final Predicate<StubRequest> concerned;
    private final List<StubRequest> waiting = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Boolean> wanted = new CompletableFuture<>();

    Hold(Predicate<StubRequest> concerned) {
        this.concerned = concerned;
    }

    /** Those that came to the door so far, in their order. */
    public List<StubRequest> held() {
        return List.copyOf(waiting);
    }

    /** What waits is carried out, and nothing is held any more. */
    public void carryOut() {
        wanted.complete(true);
    }

    /** What waits is never carried out, its connections close, and nothing is held any more. */
    public void forget() {
        wanted.complete(false);
    }

    boolean isOver() {
        return wanted.isDone();
    }

    /** Whether the request is to be carried out. */
    boolean admits(StubRequest request) {
        if (isOver() || !concerned.test(request)) {
            return true;
        }
        waiting.add(request);
        try {
            return wanted.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException forgotten) {
            return true;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
