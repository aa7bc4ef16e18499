package io.throughline.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.throughline.runtime.TransientFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.RestClient;

class HttpFailuresTest {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

    final AtomicInteger requests = new AtomicInteger();
    final HttpFailures failures = new HttpFailures("shop", CLOCK);
    HttpServer server;
    volatile Answer answer = exchange -> status(exchange, 204);

    @FunctionalInterface
    interface Answer {

        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                answer.to(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "401, ACCESS,       shop-unauthorized",
        "402, ACCESS,       shop-unauthorized",
        "403, ACCESS,       shop-unauthorized",
        "407, UNAVAILABLE,  shop-unavailable",
        "408, UNAVAILABLE,  shop-unavailable",
        "421, UNAVAILABLE,  shop-unavailable",
        "423, UNAVAILABLE,  shop-unavailable",
        "425, UNAVAILABLE,  shop-unavailable",
        "429, RATE_LIMITED, shop-rate-limited",
        "301, UNKNOWN,      shop-unavailable",
        "302, UNKNOWN,      shop-unavailable",
        "307, UNKNOWN,      shop-unavailable",
        "500, UNKNOWN,      shop-unavailable",
        "502, UNKNOWN,      shop-unavailable",
        "503, UNKNOWN,      shop-unavailable",
        "504, UNKNOWN,      shop-unavailable",
    })
    void whatEveryEventWouldMeetIsTransient(int status, Kind kind, String code) {
        answer = exchange -> status(exchange, status);

        TransientFailure failure = transientFailure(failures);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getMessage()).isEqualTo("shop answered " + status);
        assertThat(failure.getCause()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 406, 409, 410, 412, 413, 415, 422, 451})
    void whatOnlyThisEventMeetsIsPermanent(int status) {
        answer = exchange -> status(exchange, status);

        PermanentFailure failure = catchThrowableOfType(PermanentFailure.class, () -> call(failures));

        assertThat(failure.code()).isEqualTo("shop-rejected");
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After,   7,                             7",
        "x-retry-after, 7,                             7",
        "X-Retry-After, 7,                             7",
        "Retry-After,   1.2,                           2",
        "Retry-After,   0,                             0",
        "Retry-After,   'Thu, 26 Nov 2026 12:00:30 GMT', 30",
        "X-Retry-After, 'Thu, 26 Nov 2026 12:00:30 GMT', 30",
        "Retry-After,   'Thu, 26 Nov 2026 11:00:00 GMT', 0",
        "Retry-After,   86400,                         3600",
        "Retry-After,   99999999999999999999,          3600",
        "Retry-After,   'Fri, 27 Nov 2026 12:00:00 GMT', 3600",
    })
    void waitsAsLongAsItIsAskedTo(String header, String value, long seconds) {
        for (int status : List.of(429, 503)) {
            answer = exchange -> {
                exchange.getResponseHeaders().set(header, value);
                status(exchange, status);
            };

            assertThat(transientFailure(failures).retryAfter()).contains(Duration.ofSeconds(seconds));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "", "1e3", "2026-11-26T12:00:30Z"})
    void aWaitThatCannotBeReadIsNone(String value) {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Retry-After", value);
            status(exchange, 429);
        };

        assertThat(transientFailure(failures).retryAfter()).isEmpty();
    }

    @Test
    void aLostAnswerMayHaveHadItsEffect() {
        answer = HttpExchange::close;

        TransientFailure failure = transientFailure(failures);

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(failure.code()).isEqualTo("shop-no-answer");
    }

    @Test
    void aSystemThatIsNotThereHasSeenNothing() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        RestClient client = client(nobody);

        TransientFailure failure = catchThrowableOfType(
                TransientFailure.class,
                () -> failures.translate(() -> client.get().retrieve().toBodilessEntity()));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.code()).isEqualTo("shop-unavailable");
    }

    @Test
    void aRefusedAccessIsRenewedOnceForAllCallsAndTheCallIsRepeated() throws Exception {
        AtomicInteger token = new AtomicInteger(1);
        AtomicInteger renewals = new AtomicInteger();
        answer = exchange ->
                status(exchange, "2".equals(exchange.getRequestHeaders().getFirst("token")) ? 204 : 401);
        HttpFailures renewing = new HttpFailures("shop", CLOCK, () -> {
            renewals.incrementAndGet();
            token.set(2);
            return true;
        });

        RestClient client = client(server.getAddress().getPort());
        List<Future<?>> calls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                calls.add(threads.submit(() -> renewing.translate(() -> client.get()
                        .header("token", token.toString())
                        .retrieve()
                        .toBodilessEntity())));
            }
        }

        for (Future<?> call : calls) {
            assertThat(call.get()).isNotNull();
        }
        assertThat(renewals).hasValue(1);
    }

    @Test
    void anAccessThatIsRefusedAfterItsRenewalTooIsNotTriedForEver() {
        answer = exchange -> status(exchange, 401);
        AtomicInteger renewals = new AtomicInteger();

        TransientFailure failure =
                transientFailure(new HttpFailures("shop", CLOCK, () -> renewals.incrementAndGet() > 0));

        assertThat(failure.kind()).isEqualTo(Kind.ACCESS);
        assertThat(renewals).hasValue(1);
        assertThat(requests).hasValue(2);
    }

    private TransientFailure transientFailure(HttpFailures of) {
        return catchThrowableOfType(TransientFailure.class, () -> call(of));
    }

    private void call(HttpFailures of) {
        RestClient client = client(server.getAddress().getPort());
        of.translate(() -> client.get().retrieve().toBodilessEntity());
    }

    private static RestClient client(int port) {
        return DownstreamHttp.client(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(10))
                .build();
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }
}
