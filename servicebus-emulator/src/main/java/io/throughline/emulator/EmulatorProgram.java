package io.throughline.emulator;

import io.throughline.emulator.config.BadConfigException;
import io.throughline.emulator.core.ConfigurationConflict;
import io.throughline.emulator.journal.JournalException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The emulator as a program. */
final class EmulatorProgram {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private EmulatorProgram() {}

    static void main(String[] arguments) throws InterruptedException {
        var code = run(List.of(arguments), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /**
     * Serves until the process is ended.
     *
     * @return at once, and more than 0, if it cannot: what whoever started it can mend is said in a line
     */
    static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(ProgramOptions.USAGE);
            return 0;
        }
        try (var emulator = Emulator.start(ProgramOptions.read(arguments))) {
            announce(emulator, out);
            new CountDownLatch(1).await();
            return 0;
        } catch (IllegalArgumentException misused) {
            err.println(misused.getMessage());
            err.print(ProgramOptions.USAGE);
            return MISUSED;
        } catch (UncheckedIOException taken) {
            err.println(taken.getMessage() + " (--port and --http-port take others; 0 is any that is free)");
            return FAILED;
        } catch (BadConfigException | ConfigurationConflict | JournalException unusable) {
            err.println(unusable.getMessage());
            return FAILED;
        }
    }

    private static void announce(Emulator emulator, PrintStream out) {
        out.println("Service Bus emulator, for development and tests only.");
        out.println("Connection string: " + emulator.connectionString());
        out.println("Health: http://127.0.0.1:" + emulator.httpPort() + "/health");
        if (emulator.entities().isEmpty()) {
            out.println("It has no entities: name some by --config, or make them with the administration client.");
        }
        out.flush();
    }
}
