package io.throughline.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.throughline.backbone.json.Json;
import io.throughline.backbone.testing.TestDatabase;
import io.throughline.emulator.junit.EmulatorExtension;
import io.throughline.runtime.CallGuard;
import io.throughline.runtime.CallGuard.Turn;
import io.throughline.runtime.EffectKey;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.books.BookKeeper;
import io.throughline.runtime.books.Booked;
import io.throughline.runtime.books.Entry.Kind;
import io.throughline.runtime.books.Posting;
import io.throughline.runtime.books.ShopBooking;
import io.throughline.runtime.books.Words;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A close over HTTP whose calls do not get their turn. The last test leaves a day that is spent. */
@SpringBootTest(
        classes = {TestAdapter.class, CloseIT.Surroundings.class},
        webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = {
            "management.endpoints.web.exposure.include=close",
            "throughline.runtime.attempt-timeout=2s",
            "throughline.runtime.rate.calls=60000",
            "throughline.runtime.rate.calls-per-day=1000000",
            "throughline.runtime.rate.calls-at-once=1"
        })
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CloseIT {

    @RegisterExtension
    static final EmulatorExtension BROKER = EmulatorExtension.withConfig("broker.json");

    static final Duration LIMIT = Duration.ofSeconds(30);
    static final String NO_TURN = "Its calls did not get their turn";

    @Autowired
    SlowBooks books;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        properties.add(
                "spring.cloud.azure.servicebus.connection-string",
                () -> BROKER.emulator().connectionString());
    }

    @AfterEach
    void disconnect() {
        http.close();
    }

    @Test
    @Order(1)
    void whoseTurnDoesNotComeInTimeIsToldWhenToAskAgainAndLeavesItsPlaceToOthers() throws Exception {
        await().atMost(LIMIT).until(() -> close().get().statusCode() == 200);
        CountDownLatch answer = new CountDownLatch(1);
        books.answer = answer;
        CompletableFuture<HttpResponse<String>> first = close();
        await().atMost(LIMIT).until(() -> books.inside.get() == 1);

        List<CompletableFuture<HttpResponse<String>>> late = List.of(close(), close());
        for (CompletableFuture<HttpResponse<String>> each : late) {
            requireComeAgain(each.get(LIMIT.toSeconds(), TimeUnit.SECONDS), NO_TURN, "under way");
        }
        answer.countDown();

        assertThat(first.get(LIMIT.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        await().atMost(LIMIT).until(() -> close().get().body().startsWith("shop,currency,month,"));
        assertThat(books.mostInside.get()).isOne();
        assertThat(books.inside.get()).isZero();
    }

    @Test
    @Order(2)
    void ofBooksThatDoNotAnswerItIsToldSoAndTheirPlaceIsFreeAgain() {
        books.failure = new TransientFailure(
                TransientFailure.Kind.UNAVAILABLE, "books-unavailable", "books answered 503", null);
        for (int time = 0; time < 2; time++) {
            requireComeAgain(close().join(), "The downstream system did not answer as it should", "books answered 503");
        }
        books.failure = null;

        await().atMost(LIMIT).until(() -> close().get().statusCode() == 200);
    }

    @Test
    @Order(3)
    void ofASpentDayItIsToldAtOnceAndTakesNothing() {
        jdbc.sql("update call_rate set day_given = 1000000").update();

        // What was given before the day was spent may still be used.
        await().atMost(LIMIT).until(() -> close().get().statusCode() == 503);
        int calls = books.calls.get();
        for (int time = 0; time < 3; time++) {
            requireComeAgain(close().join(), NO_TURN, "the rate admits none");
        }

        assertThat(books.calls.get()).isEqualTo(calls);
        assertThat(jdbc.sql("select day_given from call_rate")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1_000_000);
    }

    private static void requireComeAgain(HttpResponse<String> answer, String title, String why) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        long wait = answer.headers().firstValueAsLong("Retry-After").orElseThrow();
        assertThat(wait).isBetween(1L, 60L);
        JsonNode problem = Json.mapper().readTree(answer.body());
        assertThat(problem.path("title").asString()).isEqualTo(title);
        assertThat(problem.path("status").asInt()).isEqualTo(503);
        assertThat(problem.path("detail").asString())
                .contains(why, "Nothing was changed", "Ask again in " + wait + " s");
    }

    private CompletableFuture<HttpResponse<String>> close() {
        URI summary = URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.management.port")
                + "/actuator/close/2026-11/summary");
        return http.sendAsync(HttpRequest.newBuilder(summary).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Empty books that are read one call at a time, for as long as a test wants. */
    static final class SlowBooks implements BookKeeper {

        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger mostInside = new AtomicInteger();
        final AtomicInteger calls = new AtomicInteger();
        volatile CountDownLatch answer = new CountDownLatch(0);
        volatile @Nullable TransientFailure failure;

        @Override
        public List<Booked> page(Kind kind, YearMonth month, int page) {
            try (Turn _ = CallGuard.turn()) {
                calls.incrementAndGet();
                TransientFailure refused = failure;
                if (refused != null) {
                    throw refused;
                }
                mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
                assertThat(answer.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
                inside.decrementAndGet();
                return List.of();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }

        @Override
        public String system() {
            return "books";
        }

        @Override
        public Words words() {
            return new Words() {
                @Override
                public List<ShopBooking> shops() {
                    return List.of();
                }

                @Override
                public Object document(Paper paper, ShopBooking shop) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Object money(Moved moved) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Override
        public void voidInvoice(Booked invoice, EffectKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Booked> create(List<Posting> postings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Booked> referring(Kind kind, String reference) {
            throw new UnsupportedOperationException();
        }
    }

    @TestConfiguration
    static class Surroundings {

        @Bean
        JdbcConnectionDetails database() {
            return TestDatabase.create();
        }

        @Bean
        SlowBooks slowBooks() {
            return new SlowBooks();
        }
    }
}
