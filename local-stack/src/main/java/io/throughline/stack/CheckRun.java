package io.throughline.stack;

import io.throughline.stack.check.Check;
import io.throughline.stack.check.Ordeal;
import io.throughline.stack.check.Sabotage;
import io.throughline.stack.parts.Folders;
import io.throughline.stack.parts.Lineup;
import io.throughline.stack.parts.Ports;
import io.throughline.stack.parts.Shutdown;
import io.throughline.stack.parts.Stack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * {@code ./run --check} and {@code ./faults}: a system of its own on free ports, which leaves nothing behind but the
 * logs of a failure.
 */
final class CheckRun {

    /** As in production but quicker to try again, to ask shops, and to take over from an adapter that was killed. */
    private static final Map<String, String> QUICK = Map.of(
            "THROUGHLINE_RUNTIME_RETRY_FIRSTDELAY", "500ms",
            "THROUGHLINE_RUNTIME_ATTEMPTTIMEOUT", "12s",
            "THROUGHLINE_RUNTIME_LEASE", "15s",
            "THROUGHLINE_RUNTIME_SWEEP", "1s",
            "THROUGHLINE_INGEST_RECONCILE_GRACE", "15s",
            "THROUGHLINE_INGEST_RECONCILE_INTERVAL", "8s",
            "THROUGHLINE_INGEST_RECONCILE_SWEEP", "1s");

    /** More calls than there will be, so that every one of them asks before it is made. */
    private static final Map<String, String> LIMITED = Map.of("THROUGHLINE_RUNTIME_RATE_CALLS", "6000");

    private final Folders folders;
    private final Shutdown shutdown;
    private final Clock clock = Clock.systemUTC();

    CheckRun(Folders folders, Shutdown shutdown) {
        this.folders = folders;
        this.shutdown = shutdown;
    }

    /** {@code ./run --check} */
    boolean run(Sabotage sabotage) {
        return judge(Lineup.known(), QUICK, stack -> new Check(stack, clock, System.out).run(sabotage));
    }

    /** {@code ./faults} */
    boolean run(Faults faults, Sabotage sabotage) {
        System.out.println("Seed " + faults.seed() + "; the same again: " + faults.command());
        Map<String, String> environment = new HashMap<>(QUICK);
        environment.putAll(LIMITED);
        return judge(
                faults.lineup(),
                environment,
                stack -> new Ordeal(stack, clock, System.out, faults.seed()).run(faults.kills(), sabotage));
    }

    private boolean judge(Lineup lineup, Map<String, String> environment, Predicate<Stack> judge) {
        Instant begin = clock.instant();
        System.out.println("Starting a system of its own in " + folders.state());
        Stack stack = Stack.start(new Stack.Setting(folders, lineup, Ports.free(lineup)), environment, shutdown);
        System.out.println("Ready after " + seconds(begin) + " s");
        boolean right = judge.test(stack);
        System.out.println("Checked within " + seconds(begin) + " s");
        shutdown.close();
        if (right) {
            folders.forget();
        } else {
            System.out.println("Logs: " + folders.logs());
        }
        return right;
    }

    private long seconds(Instant begin) {
        return Duration.between(begin, clock.instant()).toSeconds();
    }
}
