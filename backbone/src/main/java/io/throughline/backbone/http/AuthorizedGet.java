package io.throughline.backbone.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads from one service with its bearer token, within a time and up to a size. */
public final class AuthorizedGet implements AutoCloseable {

    private static final int OK = 200;

    private final HttpClient http;
    private final URI base;
    private final String authorization;
    private final Duration timeout;
    private final int maxBytes;

    /**
     * Nothing is connected yet.
     *
     * @param base of the service: {@code http://ingest:8080}
     * @param timeout longest for connecting, answering and reading together
     * @param maxBytes largest body
     */
    public AuthorizedGet(URI base, String token, Duration timeout, int maxBytes) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.base = base;
        this.authorization = "Bearer " + token;
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    /**
     * The body of a 200.
     *
     * @param path with its query, encoded: {@code /log?after=…}
     * @throws UnavailableException when there is none, for whatever reason
     */
    public byte[] body(String path) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .timeout(timeout)
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxBytes));
        try {
            HttpResponse<byte[]> arrived = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (arrived.statusCode() != OK) {
                throw new UnavailableException(arrived.statusCode(), base + " answers " + arrived.statusCode());
            }
            return arrived.body();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() instanceof IOException io ? io : failed;
            throw new UnavailableException(base + " does not answer: " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new UnavailableException(base + " did not answer within " + timeout, late);
        } catch (InterruptedException stopping) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnavailableException("Stopped while " + base + " was asked", stopping);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
