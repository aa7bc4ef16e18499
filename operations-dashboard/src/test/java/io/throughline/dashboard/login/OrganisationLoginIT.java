package io.throughline.dashboard.login;

import static io.throughline.dashboard.login.TestProvider.person;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.throughline.dashboard.Events;
import io.throughline.dashboard.ledger.SeenEvent;
import io.throughline.dashboard.login.TestProvider.Signed;
import io.throughline.dashboard.store.EventStore;
import io.throughline.dashboard.store.LedgerFixture;
import io.throughline.dashboard.store.OutcomeStore;
import io.throughline.dashboard.web.Browser;
import io.throughline.events.outcome.OutcomeBatch;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Signing in with an OpenID provider over real HTTP; it is away when the dashboard starts. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "throughline.dashboard.four-eyes.discards=0",
            "throughline.dashboard.oidc.client-id=" + TestProvider.CLIENT,
            "throughline.dashboard.oidc.ask-again-after=0s",
            "throughline.dashboard.oidc.contact=the service desk",
            "management.server.port=0",
            "spring.cloud.azure.servicebus.connection-string=Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=none;"
                    + "SharedAccessKey=bm9uZQ==;UseDevelopmentEmulator=true"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class OrganisationLoginIT {

    static final LateClock CLOCK = new LateClock();
    static final TestProvider PROVIDER = new TestProvider(CLOCK);
    static final String REASON = "{\"reason\":\"a test order\"}";
    static final String SIGN_IN = "Sign in with your organisation";

    @TempDir
    static Path directory;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int management;

    @Autowired
    EventStore events;

    @Autowired
    OutcomeStore outcomes;

    @Autowired
    JdbcClient jdbc;

    HttpResponse<String> whileAway;
    HttpResponse<String> inVain;
    HttpResponse<String> tokenInVain;
    HttpResponse<String> readiness;

    @TestConfiguration
    static class Parts {

        @Bean
        JdbcConnectionDetails database() {
            return LedgerFixture.TABLES.copy();
        }

        @Bean
        Clock clock() {
            return CLOCK;
        }
    }

    /** Goes on like any other, and as late as a test wants it. */
    static final class LateClock extends Clock {

        private volatile Duration late = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(late);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @DynamicPropertySource
    static void organisation(DynamicPropertyRegistry registry) throws IOException {
        PROVIDER.isAway(true);
        Path secret = Files.writeString(Path.of("target/organisation-login-secret"), TestProvider.SECRET + "\n");
        registry.add("throughline.dashboard.oidc.issuer-uri", PROVIDER::issuer);
        registry.add("throughline.dashboard.oidc.client-secret-file", () -> secret);
    }

    @BeforeAll
    void looksWhileTheProviderIsAway() throws Exception {
        String token =
                PROVIDER.access(person("1", "viewer@example.org", "viewer")).token();
        try (Visitor visitor = new Visitor(port)) {
            inVain = visitor.signIn();
            whileAway = visitor.get("/parked");
            tokenInVain = visitor.get("/api/integrations", "Authorization", "Bearer " + token);
            readiness = visitor.get("http://127.0.0.1:" + management + "/actuator/health/readiness");
        } finally {
            PROVIDER.isAway(false);
        }
    }

    @BeforeEach
    void parkOne() {
        var placed = Events.placed(1, Instant.now().minusSeconds(100));
        outcomes.record(
                List.of(Events.announcement(Events.FULFILLMENT, Instant.now().minusSeconds(1000))));
        events.record(List.of(SeenEvent.of(placed, null)));
        outcomes.record(List.of(new OutcomeBatch(
                Events.FULFILLMENT,
                1,
                List.of(Events.parkedFor("c", placed, Instant.now().minusSeconds(90))))));
    }

    @AfterAll
    static void close() {
        PROVIDER.close();
    }

    @Test
    void startsWithoutItsProviderSaysSoAndGoesOnOnceItIsBack() throws Exception {
        assertThat(readiness.statusCode()).isEqualTo(200);
        assertThat(inVain.statusCode()).isEqualTo(503);
        assertThat(inVain.body()).contains("sign-in does not answer", "cannot be used now", SIGN_IN);
        assertThat(whileAway.uri().getPath()).isEqualTo("/login");
        assertThat(whileAway.body()).contains("cannot be used now", "503", SIGN_IN);
        assertThat(tokenInVain.statusCode()).isEqualTo(503);
        assertThat(tokenInVain.body()).contains("no token can be checked");

        try (Visitor visitor = signedIn("1", "viewer@example.org", "viewer")) {
            assertThat(visitor.get("/login").body()).doesNotContain("cannot be used now");
        }
    }

    /** The provider is another site than {@code localhost}: cookies and the pages' policy decide whether one comes back. */
    @Test
    void aBrowserGoesThereAndBack() throws Exception {
        PROVIDER.signsIn(person("1", "viewer@example.org", "viewer"), UnaryOperator.identity());
        Browser browser = Browser.open("http://localhost:" + port);
        try {
            var seen = browser.run("""
                    complaints.length = 0;
                    await path("/parked?integration=fulfillment-adapter");
                    const found = await violations();
                    await look("dark", 390);
                    found.push(...(await miscoloured()));
                    await shot("organisation-login-dark-390");
                    await page.getByRole("link", { name: "%s" }).click();
                    await page.waitForURL("**/parked?integration=fulfillment-adapter*");
                    await page.getByRole("button", { name: "Log out" }).click();
                    await page.waitForURL((url) => url.pathname === "/login" && url.search === "");
                    await path("/parked");
                    found.push(...complaints);
                    return [new URL(page.url()).pathname, found.join()];
                    """.formatted(SIGN_IN));

            assertThat(seen.get(0).asString()).isEqualTo("/login");
            assertThat(seen.get(1).asString()).isEmpty();
            assertThat(PROVIDER.loggedOut()).isNotNull();
        } finally {
            browser.close();
        }
    }

    @Test
    void comesBackToWhereOneWasGoingAndLogsOutHereAndThere() throws Exception {
        PROVIDER.signsIn(person("1", "viewer@example.org", "viewer"), UnaryOperator.identity());
        try (Visitor visitor = new Visitor(port)) {
            HttpResponse<String> door = visitor.get("/parked?integration=fulfillment-adapter");
            assertThat(door.uri().getPath()).isEqualTo("/login");
            assertThat(door.body()).contains(SIGN_IN).doesNotContain("password");
            assertThat(visitor.cookies.getCookieStore().getCookies().getFirst().isHttpOnly())
                    .isTrue();

            HttpResponse<String> page = visitor.signIn();
            assertThat(page.uri().getPath() + "?" + page.uri().getQuery())
                    .startsWith("/parked?integration=fulfillment-adapter");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("form-action 'self';");

            HttpResponse<String> left = visitor.post("/logout", page, Map.of());
            assertThat(left.uri().getPath()).isEqualTo("/login");
            String there = left.body().replaceAll("(?s).*http-equiv=\"refresh\" content=\"0;url=([^\"]+)\".*", "$1");
            HttpResponse<String> back = visitor.get(there.replace("&amp;", "&"));
            assertThat(PROVIDER.loggedOut()).isNotNull();
            assertThat(back.uri().getPath()).isEqualTo("/login");
            assertThat(back.body()).doesNotContain("http-equiv=\"refresh\"");
            assertThat(visitor.get("/").uri().getPath()).isEqualTo("/login");
        }
    }

    @Test
    void eachRoleMayWhatItMay() throws Exception {
        String discard = "/parked/" + Events.FULFILLMENT + "/" + Events.orderRef(1) + "/1";
        Map<String, String> form = Map.of("wish", "RETRY", "reason", "tried");
        try (Visitor viewer = signedIn("1", "viewer@example.org", "viewer");
                Visitor operator = signedIn("2", "first-shift@example.org", "operator", "something-else");
                Visitor approver = signedIn("3", "second-shift@example.org", "approver")) {
            assertThat(viewer.get("/parked").body()).doesNotContain("name=\"reason\"");
            assertThat(viewer.post(discard, viewer.get("/parked"), form).statusCode())
                    .isEqualTo(403);
            assertThat(operator.post(discard, operator.get("/parked"), form).body())
                    .contains("Retry sent");
            assertThat(approver.get("/approvals").body())
                    .contains("whoever has the role <em>approver</em> from your organisation")
                    .doesNotContain("There is no second person");
        }

        assertThat(jdbc.sql("select role from audit where actor = 'first-shift@example.org'")
                        .query(String.class)
                        .list())
                .contains("operator");
    }

    @Test
    void whoeverHasNoRoleIsToldWhomToAskAndHasNoSession() throws Exception {
        PROVIDER.signsIn(person("9", "nobody@example.org", "auditor"), UnaryOperator.identity());
        try (Visitor visitor = new Visitor(port)) {
            HttpResponse<String> page = visitor.signIn();

            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body()).contains("nobody@example.org", "the service desk", SIGN_IN);
            assertThat(visitor.get("/").uri().getPath()).isEqualTo("/login");
        }
        assertThat(jdbc.sql("select count(*) from person where subject = '9'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("another login's nonce", id -> id.with(claims -> claims.claim("nonce", "another"))),
                forgery("no nonce", id -> id.with(claims -> claims.claim("nonce", null))),
                forgery("another issuer", id -> id.with(claims -> claims.issuer("http://localhost:1/tenant"))),
                forgery("for somebody else", id -> id.with(claims -> claims.audience("another-client"))),
                forgery("expired", id -> id.with(claims -> claims.expirationTime(Date.from(ago())))),
                forgery("for ever", id -> id.with(claims -> claims.expirationTime(null))),
                forgery("not signed", Signed::unsigned),
                forgery("by a foreign key", id -> id.by(TestProvider.FOREIGN)),
                forgery("of nobody", id -> id.with(claims -> claims.claim("oid", null))),
                forgery("without a name", id -> id.with(claims -> claims.claim("preferred_username", " "))));
    }

    private static Instant ago() {
        return CLOCK.instant().minusSeconds(300);
    }

    private static Arguments forgery(String name, UnaryOperator<Signed> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void aTokenThatIsNotAsItMustBeOpensNothing(String name, UnaryOperator<Signed> forged) throws Exception {
        PROVIDER.signsIn(person("1", "viewer@example.org", "approver"), forged);
        String access = forged.apply(PROVIDER.access(person("1", "viewer@example.org", "approver")))
                .token();
        try (Visitor visitor = new Visitor(port)) {
            HttpResponse<String> page = visitor.signIn();

            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.body()).contains("You were not signed in");
            assertThat(visitor.get("/").uri().getPath()).isEqualTo("/login");
            if (!name.contains("nonce")) {
                assertThat(visitor.get("/api/audit", "Authorization", "Bearer " + access)
                                .statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void anAnswerThatNobodyAskedForOpensNothing() throws Exception {
        try (Visitor visitor = new Visitor(port)) {
            visitor.get("/");
            HttpResponse<String> page = visitor.get("/login/oauth2/code/organisation?code=c&state=made-up");

            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(visitor.get("/").uri().getPath()).isEqualTo("/login");
        }
    }

    @Test
    void aProgramBringsATokenAndNeitherAPasswordNorATokenOfALogin() throws Exception {
        Map<String, Object> firstShift = person("2", "first-shift@example.org", "operator");
        Signed token = PROVIDER.access(firstShift);
        String retry = "/api/deliveries/" + Events.FULFILLMENT + "/" + Events.orderRef(1) + "/1/retry";
        String viewer =
                PROVIDER.access(person("1", "viewer@example.org", "viewer")).token();
        String nobody = PROVIDER.access(person("9", "nobody@example.org")).token();
        try (Visitor program = new Visitor(port)) {
            assertThat(program.command(retry, token.token(), REASON).statusCode())
                    .isEqualTo(202);
            assertThat(program.cookies.getCookieStore().getCookies()).isEmpty();
            assertThat(program.get("/api/audit", "Authorization", "Bearer " + token.token())
                            .body())
                    .contains("\"actor\":\"first-shift@example.org\"", "first-sign-in");
            assertThat(program.command(retry, viewer, REASON).statusCode()).isEqualTo(403);
            assertThat(program.get("/api/audit", "Authorization", "Bearer " + nobody)
                            .body())
                    .contains("the service desk");
            for (String other : List.of(
                    "Bearer "
                            + token.with(claims -> claims.claim("scp", "other")).token(),
                    "Bearer " + token.with(claims -> claims.claim("scp", null)).token(),
                    "Bearer nonsense",
                    "Bearer ",
                    "Basic b3BlcmF0b3I6cGFzc3dvcmQ=")) {
                HttpResponse<String> refused = program.get("/api/audit", "Authorization", other);
                assertThat(refused.statusCode()).as(other).isEqualTo(401);
                assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                        .startsWith("Bearer");
            }
            assertThat(program.get("/parked", "Authorization", "Bearer " + token.token())
                            .uri()
                            .getPath())
                    .isEqualTo("/login");
        }
    }

    @Test
    void theSecondPersonIsAnotherPersonAndNotAnotherName() throws Exception {
        String thirdShift = PROVIDER.access(person("4", "third-shift@example.org", "approver"))
                .token();
        String married = PROVIDER.access(person("4", "third-shift.new@example.org", "approver"))
                .token();
        String heir = PROVIDER.access(person("5", "THIRD-SHIFT@example.org", "approver"))
                .token();
        String discard = "/api/deliveries/" + Events.FULFILLMENT + "/" + Events.orderRef(1) + "/1/discard";
        try (Visitor program = new Visitor(port)) {
            HttpResponse<String> asked = program.command(discard, thirdShift, REASON);
            assertThat(asked.body()).contains("\"waits\":true");
            String approve = "/api/approvals/" + JsonPath.read(asked.body(), "$.commandId") + "/approve";

            assertThat(program.command(approve, married, REASON).body()).contains("Whoever asked cannot be");
            assertThat(program.command(approve, heir, REASON).statusCode()).isEqualTo(200);

            assertThat(jdbc.sql("select actor from person where subject in ('4', '5') order by subject")
                            .query(String.class)
                            .list())
                    .containsExactly("third-shift@example.org", "THIRD-SHIFT@example.org (2)");
            assertThat(jdbc.sql("select actor from approval_decision")
                            .query(String.class)
                            .list())
                    .contains("THIRD-SHIFT@example.org (2)");
            assertThat(program.get("/api/audit/chain", "Authorization", "Bearer " + thirdShift)
                            .body())
                    .doesNotContain("broken");
        }
    }

    @Test
    void aSessionEndsHoweverOftenItsPagesAreLoaded() throws Exception {
        try (Visitor visitor = signedIn("1", "viewer@example.org", "viewer")) {
            CLOCK.late = Duration.ofHours(7);
            assertThat(visitor.get("/parked").uri().getPath()).isEqualTo("/parked");
            CLOCK.late = Duration.ofHours(8).plusMinutes(1);
            assertThat(visitor.get("/parked").uri().getPath()).isEqualTo("/login");
        } finally {
            CLOCK.late = Duration.ZERO;
        }
    }

    @Test
    void theCommandLineTakesATokenThatNoArgumentShows() throws Exception {
        Path arguments = directory.resolve("arguments");
        Path curl = Files.writeString(
                Files.createDirectories(directory.resolve("bin")).resolve("curl"), """
                #!/usr/bin/env bash
                printf '%%s\\n' "$@" >> '%s'
                PATH=${PATH#*:} exec curl "$@"
                """.formatted(arguments));
        Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
        Map<String, Object> nightShift = person("6", "night-shift@example.org", "operator");
        String token = PROVIDER.access(nightShift).token();
        String expired = PROVIDER.access(nightShift)
                .with(claims -> claims.expirationTime(Date.from(ago())))
                .token();

        assertThat(ops("OPS_TOKEN", token, "parked"))
                .contains(Events.orderRef(1).toString());
        Path file = Files.writeString(directory.resolve("token"), token + "\n");
        assertThat(ops(
                        "OPS_TOKEN_FILE",
                        file.toString(),
                        "retry",
                        Events.FULFILLMENT,
                        Events.orderRef(1).toString(),
                        "1",
                        "why"))
                .contains("commandId");
        assertThat(ops("OPS_TOKEN", expired, "parked")).contains("does not take this token", "expired");

        assertThat(Files.readString(arguments)).contains("/api/parked").doesNotContain(token, expired);
    }

    private String ops(String credential, String value, String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                "bash",
                                Path.of("../ops").toAbsolutePath().normalize().toString()),
                        Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("DASHBOARD", "http://127.0.0.1:" + port);
        builder.environment().put(credential, value);
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Visitor signedIn(String id, String name, String... roles) throws IOException, InterruptedException {
        PROVIDER.signsIn(person(id, name, roles), UnaryOperator.identity());
        Visitor visitor = new Visitor(port);
        assertThat(visitor.signIn().statusCode()).isEqualTo(200);
        return visitor;
    }
}
