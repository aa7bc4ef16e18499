package io.throughline.stack.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Alertmanager with our configuration, which is only made quicker, and the receivers that it calls. */
final class Alertmanager implements AutoCloseable {

    static final String COMMAND = "prometheus-alertmanager";

    private static final Pattern LISTENS = Pattern.compile("msg=\"Listening on\" address=127\\.0\\.0\\.1:([0-9]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> notifications = new CopyOnWriteArrayList<>();
    private final HttpServer receivers;
    private final Process process;
    private final URI address;

    Alertmanager(Path folder) throws IOException {
        receivers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receivers.createContext("/", exchange -> {
            notifications.add(json.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receivers.start();
        Path configuration = Files.writeString(folder.resolve("alertmanager.yaml"), quick());
        Path log = folder.resolve("log");
        process = new ProcessBuilder(
                        COMMAND,
                        "--config.file=" + configuration,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:0",
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        address = URI.create("http://127.0.0.1:" + port(log));
    }

    private String quick() {
        return Observed.text(Observed.FOLDER.resolve("alertmanager.yaml"))
                .replace("127.0.0.1:9095", "127.0.0.1:" + receivers.getAddress().getPort())
                .replaceAll("group_wait: .*", "group_wait: 2s")
                .replaceAll("group_interval: .*", "group_interval: 1s");
    }

    private static String port(Path log) {
        return await().atMost(PATIENCE)
                .until(() -> LISTENS.matcher(Files.readString(log)), Matcher::find)
                .group(1);
    }

    /** As Prometheus tells it. */
    void tell(List<Told> alerts) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(alerts)))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    /** The names of the alerts that are not silenced by another. */
    List<String> speaking() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v2/alerts?inhibited=false"))
                .build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body())
                .valueStream()
                .map(alert -> alert.path("labels").path("alertname").asString() + " "
                        + alert.path("labels").path("severity").asString())
                .sorted()
                .toList();
    }

    /** What the receivers were told so far. */
    List<JsonNode> notifications() {
        return notifications;
    }

    @Override
    public void close() {
        process.destroy();
        // It writes to its folder until it is gone.
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        receivers.stop(0);
    }
}
