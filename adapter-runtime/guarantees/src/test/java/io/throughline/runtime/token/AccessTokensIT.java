package io.throughline.runtime.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.throughline.backbone.testing.DatabaseFixture;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import io.throughline.runtime.samples.RuntimeTables;
import io.throughline.runtime.store.RuntimeSchema;
import io.throughline.runtime.store.TokenAge;
import io.throughline.runtime.store.TokenRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTokensIT {

    private static final Duration LIFE = Duration.ofDays(60);

    private final DatabaseFixture database = new DatabaseFixture(RuntimeTables.EMPTY);
    private final RuntimeSchema schema = new RuntimeSchema(database.dataSource());
    private final HttpServer identity =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile long expiresIn = 1800;

    AccessTokensIT() throws IOException {
        identity.createContext("/connect/token", exchange -> {
            asked.add(String.join(
                    " ",
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            int number = asked.size();
            byte[] body = (answer.isEmpty()
                            ? "{\"access_token\":\"A%d\",\"refresh_token\":\"R%d\",\"expires_in\":%d}"
                                    .formatted(number, number, expiresIn)
                            : answer)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        identity.start();
    }

    @AfterEach
    void stop() {
        identity.stop(0);
        database.close();
    }

    private OAuthProperties properties(String refreshToken) {
        return new OAuthProperties(
                "tenant-1",
                "xero",
                uri(),
                "id",
                "secret",
                refreshToken,
                LIFE,
                Duration.ofSeconds(10),
                Duration.ofMinutes(2));
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + identity.getAddress().getPort() + "/connect/token");
    }

    /** As an instance has it that starts now. */
    private AccessTokens instance(String refreshToken) {
        OAuthProperties properties = properties(refreshToken);
        return new AccessTokens(
                new TokenRow(schema, properties),
                new HttpTokenEndpoint(properties, uri(), "xero", Clock.systemUTC()),
                properties.timeout(),
                Clock.systemUTC());
    }

    @Test
    void asksOnceForAllInstancesAndKeepsWhatItWasGiven() {
        assertThat(instance("seed").current()).isEqualTo("A1");
        assertThat(instance("seed").current()).isEqualTo("A1");

        assertThat(asked).containsExactly("Basic aWQ6c2VjcmV0 grant_type=refresh_token&refresh_token=seed");
    }

    @Test
    void renewsARefusedTokenWithTheLatestRefreshToken() {
        AccessTokens one = instance("seed");
        AccessTokens other = instance("seed");
        one.current();
        other.current();

        one.renew();
        other.renew();

        assertThat(one.current()).isEqualTo("A2");
        assertThat(other.current()).isEqualTo("A2");
        assertThat(asked).hasSize(2).last().asString().endsWith("refresh_token=R1");
    }

    @Test
    void neverSpendsARefreshTokenTwiceWhoeverAsks() throws InterruptedException, ExecutionException {
        List<AccessTokens> instances =
                IntStream.range(0, 4).mapToObj(number -> instance("seed")).toList();
        instances.forEach(AccessTokens::current);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> renewals = instances.stream()
                    .map(instance -> threads.submit(instance::renew))
                    .toList();
            for (Future<Boolean> renewal : renewals) {
                assertThat(renewal.get()).isTrue();
            }
        }

        Set<String> tokens = new HashSet<>();
        instances.forEach(instance -> tokens.add(instance.current()));
        assertThat(tokens).containsExactly("A2");
        assertThat(asked).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void commitsWhatItWasGivenBeforeAnybodyMakesUseOfIt() {
        TokenTable failing = new Forgetful(new TokenRow(schema, properties("seed")));
        AccessTokens instance = new AccessTokens(
                failing,
                refresh -> new Tokens("A", "R", Clock.systemUTC().instant().plusSeconds(60)),
                Duration.ofSeconds(10),
                Clock.systemUTC());

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(instance::current);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(instance::current);
        assertThat(instance("seed").current()).isEqualTo("A1");
    }

    /** A database that goes away at the worst moment. */
    private record Forgetful(TokenTable table) implements TokenTable {

        @Override
        public Tokens read() {
            return table.read();
        }

        @Override
        public Optional<Tokens> claim(UUID owner) {
            return table.claim(owner);
        }

        @Override
        public boolean replace(Tokens spent, Tokens next) {
            throw new IllegalStateException("The database is away");
        }

        @Override
        public void release(UUID owner) {
            table.release(owner);
        }
    }

    @Test
    void leavesNewerTokensAloneWhenItsClaimHadEnded() {
        TokenRow row = new TokenRow(schema, properties("seed"));
        Tokens seen = row.claim(UUID.randomUUID()).orElseThrow();
        assertThat(row.claim(UUID.randomUUID())).isEmpty();
        database.jdbc()
                .sql("update access_token set until = now() - interval '1 second'")
                .update();
        instance("seed").current();

        assertThat(row.replace(seen, new Tokens("late", "late", seen.renewAt())))
                .isFalse();
        assertThat(row.read().access()).isEqualTo("A1");
    }

    @Test
    void beginsAnewWithARefreshTokenThatIsConfiguredAnew() {
        instance("seed").current();

        assertThat(instance("granted-anew").current()).isEqualTo("A2");
        assertThat(asked).last().asString().endsWith("refresh_token=granted-anew");
    }

    @Test
    void aRefreshTokenDiesWhenItWasNotUsedForItsLife() {
        AccessTokens instance = instance("seed");
        instance.current();
        database.jdbc()
                .sql("update access_token set renewed_at = '2026-01-01 00:00+00'")
                .update();
        TokenAge age = new TokenAge(schema, properties("seed"));
        assertThat(age.expiresAt()).hasValue(Instant.parse("2026-03-02T00:00:00Z"));

        instance.renew();
        assertThat(age.expiresAt().orElseThrow()).isAfter(Instant.parse("2026-03-02T00:00:00Z"));
    }

    @Test
    void renewsATokenOfAShortLifeBeforeItEnds() {
        expiresIn = 0;
        AccessTokens instance = instance("seed");

        assertThat(instance.current()).isEqualTo("A1");
        assertThat(instance.current()).isEqualTo("A2");
    }

    @Test
    void blamesTheAccessWhenTheRefreshTokenIsRefused() {
        status = 400;
        answer = "{\"error\":\"invalid_grant\"}";

        failure(Kind.ACCESS, "xero-unauthorized");
    }

    @Test
    void triesLaterWhenTheEndpointIsDownOrTalksNonsense() {
        status = 503;
        answer = "{}";
        failure(Kind.UNKNOWN, "xero-unavailable");

        status = 200;
        failure(Kind.UNKNOWN, "xero-no-answer");

        answer = "";
        assertThat(instance("seed").current()).isEqualTo("A3");
    }

    private void failure(Kind kind, String code) {
        AccessTokens instance = instance("seed");
        assertThatExceptionOfType(TransientFailure.class)
                .isThrownBy(instance::current)
                .matches(failure -> failure.kind() == kind)
                .matches(failure -> failure.code().equals(code));
    }

    @Test
    void tellsNobodyItsSecrets() {
        assertThat(properties("seed").toString()).doesNotContain("secret", "seed");
        assertThat(new Tokens("access", "refresh", Clock.systemUTC().instant()).toString())
                .doesNotContain("access", "refresh");
    }
}
