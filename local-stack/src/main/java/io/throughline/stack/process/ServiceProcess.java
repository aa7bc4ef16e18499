package io.throughline.stack.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running service. It ends with this JVM, even when this JVM is killed: see {@code guarded.sh}. */
public final class ServiceProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
    private static final long LOG_LIMIT = 20_000_000;

    private final Launch launch;
    private final Process process;
    private final Thread log;
    private final CompletableFuture<Void> guardDismissed;

    private ServiceProcess(Launch launch, Process process) {
        this.launch = launch;
        this.process = process;
        this.log = new BoundedLog(launch.log(), LOG_LIMIT).follow(process.getInputStream());
        this.guardDismissed = process.onExit().thenAccept(this::dismissGuard);
    }

    /** @throws StackException when the program cannot be started */
    public static ServiceProcess start(Launch launch) {
        ProcessBuilder builder = new ProcessBuilder(
                        Scripts.command(ServiceProcess.class, "guarded.sh", launch.command()))
                .redirectErrorStream(true);
        builder.environment().putAll(launch.environment());
        try {
            return new ServiceProcess(launch, builder.start());
        } catch (IOException refused) {
            throw new StackException("Cannot start " + launch.name() + ": " + refused.getMessage(), refused);
        }
    }

    /** The pipe stays open for as long as we live; a line says that there is nothing left to end. */
    private void dismissGuard(Process ended) {
        try (OutputStream guard = ended.getOutputStream()) {
            guard.write("ended\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            LOG.debug("The guard of {} has ended before it was told", launch.name(), gone);
        }
    }

    public Launch launch() {
        return launch;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Only once it has ended. */
    int exitCode() {
        return process.exitValue();
    }

    /** As {@code kill -9}: no farewell. Returns once it is gone. */
    public void kill() {
        // Not Process.destroy: it closes the pipes as well, and with them the guard's and the log's.
        process.toHandle().destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Asks it to end; {@link #awaitEnd} sees to it. */
    public void askToEnd() {
        process.toHandle().destroy();
    }

    /** Waits for its end, and forces it when the patience is over. Whether it did not have to. */
    public boolean awaitEnd(Duration patience) {
        boolean inTime = false;
        try {
            inTime = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                LOG.warn("{} does not end within {}, it is killed", launch.name(), patience);
                process.toHandle().destroyForcibly();
                process.waitFor();
            }
            log.join(Duration.ofSeconds(1));
            guardDismissed.join();
        } catch (InterruptedException stopping) {
            process.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return inTime;
    }
}
