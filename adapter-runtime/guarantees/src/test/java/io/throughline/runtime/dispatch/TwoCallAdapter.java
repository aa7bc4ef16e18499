package io.throughline.runtime.dispatch;

import com.zaxxer.hikari.HikariDataSource;
import io.throughline.runtime.Delivery;
import io.throughline.runtime.DownstreamHttp;
import io.throughline.runtime.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * An adapter in a process of its own. Each delivery is two calls, {@code /first/<name>} and {@code /second/<name>};
 * when it was ended in between, it says so at {@code /ended/<name>} by a way that nothing guards. Every call tells the
 * number of its process.
 */
final class TwoCallAdapter {

    static final Duration LEASE = Duration.ofSeconds(4);

    private final URI downstream;
    private final RestClient http;
    private final String self = Long.toString(ProcessHandle.current().pid());

    private TwoCallAdapter(URI downstream) {
        this.downstream = downstream;
        this.http = DownstreamHttp.client(downstream, Duration.ofSeconds(30)).build();
    }

    /** Arguments: the database's and the downstream system's URL. Runs until it is killed. */
    static void main(String[] arguments) throws InterruptedException {
        TwoCallAdapter adapter = new TwoCallAdapter(URI.create(arguments[1]));
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl(arguments[0]);
        database.setMaximumPoolSize(4);
        EngineFixture engine = new EngineFixture(database, database, LEASE, adapter::handle);
        try (database;
                engine) {
            engine.started();
            Thread.currentThread().join();
        }
    }

    private Outcome handle(String name, Delivery delivery) {
        try {
            delivery.once("first", () -> stubbornly(() -> post("first", name, delivery)));
            delivery.once("second", () -> post("second", name, delivery));
            return Outcome.delivered(String.valueOf(delivery.mayHaveReachedDownstream()));
        } catch (RuntimeException ended) {
            report(name);
            throw ended;
        }
    }

    /** Heeds no interruption: then only the guard stands between it and its next call. */
    private static void stubbornly(Runnable call) {
        try {
            call.run();
        } catch (RestClientException interrupted) {
            boolean _ = Thread.interrupted();
        }
    }

    private void post(String step, String name, Delivery delivery) {
        http.post()
                .uri("/{step}/{name}?maybe={maybe}", step, name, delivery.mayHaveReachedDownstream())
                .header("process", self)
                .retrieve()
                .toBodilessEntity();
    }

    private void report(String name) {
        // An alarm that rang meanwhile would otherwise end this call too.
        boolean _ = Thread.interrupted();
        try (HttpClient plain = HttpClient.newHttpClient()) {
            plain.send(
                    HttpRequest.newBuilder(downstream.resolve("/ended/" + name.replace('/', '_')))
                            .header("process", self)
                            .build(),
                    BodyHandlers.discarding());
        } catch (IOException unheard) {
            throw new IllegalStateException("The test does not listen", unheard);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
