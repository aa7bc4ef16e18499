package io.throughline.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.ingest.fetch.StubStorefront.Answer;
import io.throughline.ingest.storefront.FetchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCallTest {

    static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
    static final int LIMIT = 1000;

    final StubStorefront storefront = new StubStorefront();
    final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        storefront.close();
        http.close();
    }

    @Test
    void takesAnAnswerUpToTheLimitAndNotAByteMore() {
        storefront.answer("/right", new Answer(200, Map.of("Content-Type", "application/json"), new byte[LIMIT]));
        storefront.answer("/large", new Answer(200, Map.of("Content-Type", "application/json"), new byte[LIMIT + 1]));

        assertThat(get("/right")).hasValueSatisfying(body -> assertThat(body).hasSize(LIMIT));
        assertFails("/large", failure -> {
            assertThat(failure.code()).isEqualTo("fetched-too-large");
            assertThat(failure.isPermanent()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "301, fetch-unavailable, false",
        "400, fetch-refused, true",
        "401, fetch-unauthorized, false",
        "403, fetch-unauthorized, false",
        "422, fetch-refused, true",
        "429, fetch-unavailable, false",
        "500, fetch-unavailable, false",
        "503, fetch-unavailable, false"
    })
    void blamesTheOrderOnlyForARefusalOfTheQuestion(int status, String code, boolean permanent) {
        storefront.answer("/order", Answer.status(status));

        assertFails("/order", failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.isPermanent()).isEqualTo(permanent);
        });
    }

    @Test
    void knowsNothingFromNoContent() {
        storefront.answer("/gone", Answer.status(410));
        storefront.answer("/empty", Answer.status(204));

        assertThat(get("/never")).isEmpty();
        assertThat(get("/gone")).isEmpty();
        assertThat(get("/empty")).hasValue(new byte[0]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2                             | 2000",
                "2.5                           | 2500",
                "Mon, 04 May 2026 08:01:00 GMT | 60000",
                "Mon, 04 May 2026 07:00:00 GMT | 0",
                "soon                          | -1"
            })
    void waitsAsLongAsTheStorefrontAsks(String header, long milliseconds) {
        storefront.answer("/busy", new Answer(429, Map.of("Retry-After", header), new byte[0]));

        assertFails(
                "/busy",
                failure -> assertThat(
                                failure.retryAfter().map(Duration::toMillis).orElse(-1L))
                        .isEqualTo(milliseconds));
    }

    @Test
    void givesUpAnAnswerThatDoesNotCome() {
        storefront.answer("/slow", Answer.json(Map.of()));
        storefront.hold();

        assertThatThrownBy(() -> get("/slow", Duration.ofMillis(200)))
                .isInstanceOfSatisfying(
                        FetchException.class,
                        failure -> assertThat(failure.code()).isEqualTo("fetch-timeout"));
    }

    @Test
    void givesUpAnAnswerThatNeverEnds() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            Thread.startVirtualThread(() -> answerWithoutEnd(server));

            assertThatThrownBy(() -> call().get(
                                    URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"),
                                    Map.of(),
                                    Deadline.in(Duration.ofMillis(500))))
                    .isInstanceOfSatisfying(
                            FetchException.class,
                            failure -> assertThat(failure.code()).isEqualTo("fetch-timeout"));
        }
    }

    /** The header comes at once, and of the body a single byte. */
    private static void answerWithoutEnd(ServerSocket server) {
        try {
            var socket = server.accept();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.getInputStream().readAllBytes();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Test
    void doesNotBeginACallWithoutTime() {
        assertThatThrownBy(() -> get("/order", Duration.ZERO)).isInstanceOf(FetchException.class);
        assertThat(storefront.asked("/order")).isEmpty();
    }

    @Test
    void callsAStorefrontThatCannotBeReachedUnavailable() {
        storefront.close();

        assertFails("/order", failure -> assertThat(failure.code()).isEqualTo("fetch-unavailable"));
    }

    private void assertFails(String path, Consumer<FetchException> how) {
        assertThatThrownBy(() -> get(path)).isInstanceOfSatisfying(FetchException.class, how);
    }

    private Optional<byte[]> get(String path) {
        return get(path, Duration.ofSeconds(20));
    }

    private Optional<byte[]> get(String path, Duration time) {
        return call().get(URI.create(storefront.uri() + path), Map.of(), Deadline.in(time));
    }

    private ApiCall call() {
        return new ApiCall(http, LIMIT, new RetryAfter(Clock.fixed(NOW, ZoneOffset.UTC)));
    }
}
