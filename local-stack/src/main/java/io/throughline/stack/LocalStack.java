package io.throughline.stack;

import io.throughline.stack.parts.Folders;
import io.throughline.stack.parts.Shutdown;
import io.throughline.stack.process.StackException;
import java.nio.file.Path;
import java.util.List;

/** What {@code ./run} starts. */
final class LocalStack {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private LocalStack() {}

    /** Ends the JVM: with 0 only when everything went as it should. */
    public static void main(String[] arguments) {
        try {
            Options options = Options.of(List.of(arguments));
            System.exit(run(options) ? 0 : FAILED);
        } catch (StackException misused) {
            System.err.println(misused.getMessage());
            System.exit(USAGE);
        }
    }

    private static boolean run(Options options) {
        Path root = Path.of("").toAbsolutePath();
        Folders folders = options.check() || options.faults() != null || options.only() != null
                ? Folders.passing(root)
                : Folders.lasting(root);
        if (options.fresh()) {
            folders.forget();
        }
        // Before the first logger is made.
        System.setProperty("throughline.logs", folders.logs().toString());
        Shutdown shutdown = new Shutdown();
        // Ctrl-C and a termination end up here; so does the normal end, which has nothing left to stop.
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown::close, "shutdown"));
        try {
            return run(options, folders, shutdown);
        } catch (RuntimeException trouble) {
            return explain(trouble, shutdown.hasBegun());
        } finally {
            shutdown.close();
        }
    }

    private static boolean run(Options options, Folders folders, Shutdown shutdown) {
        if (options.check()) {
            return new CheckRun(folders, shutdown).run(options.sabotage());
        }
        Faults faults = options.faults();
        if (faults != null) {
            return new CheckRun(folders, shutdown).run(faults, options.sabotage());
        }
        String only = options.only();
        if (only == null) {
            return new Demonstration(folders, shutdown).run();
        }
        Solo solo = new Solo(folders, shutdown, only);
        return options.event() == null ? solo.perform() : solo.attempt(Path.of(options.event()));
    }

    /** What fails while everything is being stopped fails because of it, and is no news. */
    private static boolean explain(RuntimeException trouble, boolean stopping) {
        if (!stopping && trouble instanceof StackException) {
            System.err.println(trouble.getMessage());
        } else if (!stopping) {
            throw trouble;
        }
        return false;
    }
}
