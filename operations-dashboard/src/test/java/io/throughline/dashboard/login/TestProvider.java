package io.throughline.dashboard.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.throughline.backbone.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider on a free port, as strict as a real one about what the dashboard sends it: redirect address, secret,
 * PKCE. Whoever comes is signed in at once as whom the test names.
 */
final class TestProvider implements AutoCloseable {

    static final String CLIENT = "5d1f7d0e-dashboard";
    static final String SECRET = "only-the-dashboard-knows";

    /** Shared: to make one takes as long as all else here. */
    static final RSAKey KEY = key();

    static final RSAKey FOREIGN = key();

    private final Clock clock;
    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private volatile boolean isAway;
    private volatile Map<String, Object> person = Map.of();
    private volatile UnaryOperator<Signed> forgery = UnaryOperator.identity();
    private volatile @Nullable String loggedOut;

    /** What is signed, with what, for a test to falsify. */
    record Signed(JWTClaimsSet claims, RSAKey key, boolean isSigned) {

        Signed with(Consumer<JWTClaimsSet.Builder> change) {
            JWTClaimsSet.Builder changed = new JWTClaimsSet.Builder(claims);
            change.accept(changed);
            return new Signed(changed.build(), key, isSigned);
        }

        Signed by(RSAKey other) {
            return new Signed(claims, other, isSigned);
        }

        Signed unsigned() {
            return new Signed(claims, key, false);
        }

        String token() {
            return isSigned ? signed() : new PlainJWT(claims).serialize();
        }

        private String signed() {
            try {
                SignedJWT token = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(key.getKeyID())
                                .build(),
                        claims);
                token.sign(new RSASSASigner(key));
                return token.serialize();
            } catch (JOSEException unusable) {
                throw new IllegalStateException(unusable);
            }
        }
    }

    TestProvider(Clock clock) {
        this.clock = clock;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("the-key").generate();
        } catch (JOSEException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** By another name of this machine than the dashboard, so that for a browser it is another site. */
    String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/tenant";
    }

    void isAway(boolean away) {
        isAway = away;
    }

    /** Who comes next, and what becomes of his token. */
    void signsIn(Map<String, Object> who, UnaryOperator<Signed> forged) {
        person = who;
        forgery = forged;
    }

    /** The hint with which somebody was logged out last. */
    @Nullable
    String loggedOut() {
        return loggedOut;
    }

    static Map<String, Object> person(String id, String name, String... roles) {
        return Map.of("oid", id, "preferred_username", name, "roles", List.of(roles));
    }

    /** An access token for the dashboard's API, as a person's command line has it. */
    Signed access(Map<String, Object> who) {
        return issued(who).with(claims -> claims.claim("scp", "ops"));
    }

    private Signed issued(Map<String, Object> who) {
        Date now = Date.from(clock.instant());
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("pairwise-" + who.get("oid"))
                .audience(CLIENT)
                .issueTime(now)
                .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))));
        who.forEach(claims::claim);
        return new Signed(claims.build(), KEY, true);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query =
                    form(String.valueOf(exchange.getRequestURI().getRawQuery()));
            if (isAway) {
                send(exchange, 503, "text/plain", "Out of order");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/tenant/.well-known/openid-configuration" -> json(exchange, description());
                case "/keys" -> json(exchange, new JWKSet(KEY).toJSONObject());
                case "/authorize" -> authorize(exchange, query);
                case "/token" -> token(exchange);
                case "/logout" -> {
                    loggedOut = query.get("id_token_hint");
                    redirect(exchange, String.valueOf(query.get("post_logout_redirect_uri")));
                }
                default -> send(exchange, 404, "text/plain", "Nothing");
            }
        }
    }

    private Map<String, Object> description() {
        String base = issuer().replace("/tenant", "");
        return Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                base + "/authorize",
                "token_endpoint",
                base + "/token",
                "jwks_uri",
                base + "/keys",
                "end_session_endpoint",
                base + "/logout",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("pairwise"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private void authorize(HttpExchange exchange, Map<String, String> query) throws IOException {
        if (!CLIENT.equals(query.get("client_id"))
                || !"S256".equals(query.get("code_challenge_method"))
                || !String.valueOf(query.get("redirect_uri")).endsWith("/login/oauth2/code/organisation")) {
            send(exchange, 400, "text/plain", "Not a request of the dashboard: " + query);
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, query);
        redirect(
                exchange,
                query.get("redirect_uri") + "?code=" + code + "&state="
                        + URLEncoder.encode(String.valueOf(query.get("state")), StandardCharsets.UTF_8));
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String login =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(String.valueOf(form.get("code")));
        if (asked == null
                || !login.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !challenge(String.valueOf(form.get("code_verifier"))).equals(asked.get("code_challenge"))) {
            send(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
            return;
        }
        Signed id = issued(person).with(claims -> claims.claim("nonce", asked.get("nonce")));
        json(
                exchange,
                Map.of(
                        "access_token",
                        "opaque",
                        "token_type",
                        "Bearer",
                        "expires_in",
                        3600,
                        "id_token",
                        forgery.apply(id).token()));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> form(String text) {
        return new HashMap<>(Arrays.stream(text.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(
                        Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))));
    }

    private static void redirect(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().add("Location", address);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void json(HttpExchange exchange, Object body) throws IOException {
        send(exchange, 200, "application/json", Json.mapper().writeValueAsString(body));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
