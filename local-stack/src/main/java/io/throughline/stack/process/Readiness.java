package io.throughline.stack.process;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Waits until services are ready to work. */
public final class Readiness {

    private static final Duration POLL = Duration.ofMillis(250);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Duration patience;

    /** @param patience how long all of them together may take */
    public Readiness(Duration patience) {
        this.patience = patience;
    }

    /** @throws StackException when one of them ends, or is not ready in time */
    public void await(List<ServiceProcess> services) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (ServiceProcess service : services) {
            while (!isReady(service)) {
                check(services);
                if (System.nanoTime() > deadline) {
                    throw new StackException(
                            "%s does not get ready within %d s. Its log: %s. (On a slow machine, start again.)"
                                    .formatted(
                                            service.launch().name(),
                                            patience.toSeconds(),
                                            service.launch().log()));
                }
                pause();
            }
        }
    }

    /** @throws StackException when one of them has ended */
    public static void check(List<ServiceProcess> services) {
        for (ServiceProcess service : services) {
            if (!service.isAlive()) {
                Launch launch = service.launch();
                throw new StackException("%s ended with code %d. Its log: %s. (If its port is taken: %s moves it.)"
                        .formatted(launch.name(), service.exitCode(), launch.log(), launch.portVariable()));
            }
        }
    }

    private boolean isReady(ServiceProcess service) {
        HttpRequest request = HttpRequest.newBuilder(service.launch().readiness())
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopping) {
            throw stopped(stopping);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException stopping) {
            throw stopped(stopping);
        }
    }

    private static StackException stopped(InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return new StackException("Stopped while starting", stopping);
    }
}
