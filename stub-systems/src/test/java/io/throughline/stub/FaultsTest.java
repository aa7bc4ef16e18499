package io.throughline.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final PlainStub system = PlainStub.start("returns", 0);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        system.close();
    }

    @Test
    void carriesOutALateRequestAlthoughNobodyWaitsForIt() throws Exception {
        order("late", "PT0.5S");

        assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> make(Duration.ofMillis(50)));

        assertThat(system.effects()).isEmpty();
        await().untilAsserted(() -> assertThat(system.effects()).hasSize(1));
    }

    @Test
    void answersGarbageAboutWhatItMade() throws Exception {
        order("garbled", "PT0S");

        HttpResponse<String> answer = make(Duration.ofSeconds(20));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).startsWith("<html>");
        assertThat(system.effects()).hasSize(1);
    }

    @Test
    void isFineAgainAfterAsManyFailuresAsWerePlanned() throws Exception {
        order("unavailable", "PT0S");

        assertThat(make(Duration.ofSeconds(20)).statusCode()).isEqualTo(500);
        assertThat(make(Duration.ofSeconds(20)).statusCode()).isEqualTo(201);
    }

    private void order(String fault, String wait) throws IOException, InterruptedException {
        send(
                "/__stub/faults",
                "{\"fault\": \"%s\", \"count\": 1, \"wait\": \"%s\"}".formatted(fault, wait),
                Duration.ofSeconds(20));
    }

    private HttpResponse<String> make(Duration patience) throws IOException, InterruptedException {
        return send("/return", "{}", patience);
    }

    private HttpResponse<String> send(String path, String body, Duration patience)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(system.uri().resolve(path))
                        .header("Idempotency-Key", "1")
                        .timeout(patience)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
