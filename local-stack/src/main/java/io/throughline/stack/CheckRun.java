package io.throughline.stack;

import io.throughline.stack.check.Check;
import io.throughline.stack.check.Sabotage;
import io.throughline.stack.parts.Folders;
import io.throughline.stack.parts.Lineup;
import io.throughline.stack.parts.Ports;
import io.throughline.stack.parts.Shutdown;
import io.throughline.stack.parts.Stack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** {@code ./run --check}: a system of its own on free ports, which leaves nothing behind but the logs of a failure. */
final class CheckRun {

    /** As in production but quicker to try again and to take over from an adapter that was killed. */
    private static final Map<String, String> QUICK = Map.of(
            "THROUGHLINE_RUNTIME_RETRY_FIRSTDELAY", "500ms",
            "THROUGHLINE_RUNTIME_ATTEMPTTIMEOUT", "12s",
            "THROUGHLINE_RUNTIME_LEASE", "15s",
            "THROUGHLINE_RUNTIME_SWEEP", "1s");

    private final Folders folders;
    private final Shutdown shutdown;
    private final Clock clock = Clock.systemUTC();

    CheckRun(Folders folders, Shutdown shutdown) {
        this.folders = folders;
        this.shutdown = shutdown;
    }

    boolean run(Sabotage sabotage) {
        Instant begin = clock.instant();
        System.out.println("Starting a system of its own in " + folders.state());
        Stack stack =
                Stack.start(new Stack.Setting(folders, Lineup.known(), Ports.free(Lineup.known())), QUICK, shutdown);
        System.out.println("Ready after " + seconds(begin) + " s");
        boolean right = new Check(stack, clock, System.out).run(sabotage);
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
