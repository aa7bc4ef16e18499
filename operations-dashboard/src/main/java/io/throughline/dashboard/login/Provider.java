package io.throughline.dashboard.login;

import io.throughline.backbone.json.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * The organisation's OpenID provider. It is asked what it is like once the dashboard runs, and then when somebody wants
 * in, until it has answered once: the dashboard neither waits for it nor is started anew for it.
 */
@Component
@OrganisationSignsIn
class Provider implements ClientRegistrationRepository {

    /** In the addresses that the provider sends people back to, so it is a promise. */
    static final String ID = "organisation";

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    private final OidcProperties properties;
    private final Clock clock;
    private final ProviderCalls calls;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;
    private volatile @Nullable Trouble trouble;

    Provider(OidcProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        this.calls = new ProviderCalls(properties.timeout());
    }

    /** What it told of itself, and who reads its tokens. */
    record Known(ClientRegistration registration, Tokens tokens) {}

    private record Trouble(ProviderUnavailable failure, Instant at) {}

    /** What people see is logged at once, rather than when the first of them is turned away. */
    @EventListener(ApplicationReadyEvent.class)
    void look() {
        Thread.ofVirtual().name("provider").start(() -> {
            try {
                known();
            } catch (ProviderUnavailable away) {
                LOG.atDebug().setCause(away).log("login.provider-asked");
            }
        });
    }

    /** What is wrong with it; empty when nothing is, or it was not asked yet. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble).map(wrong -> wrong.failure.getMessage());
    }

    /** @throws ProviderUnavailable when it did not answer, now or just before */
    Known known() {
        Known told = known;
        if (told != null) {
            return told;
        }
        // One asks; whoever waited for him finds what he found.
        asking.lock();
        try {
            told = known;
            return told == null ? ask() : told;
        } finally {
            asking.unlock();
        }
    }

    private Known ask() {
        Trouble before = trouble;
        if (before != null && clock.instant().isBefore(before.at.plus(properties.askAgainAfter()))) {
            throw before.failure;
        }
        try {
            ClientRegistration registration = registration(description());
            Known told = new Known(registration, new Tokens(registration, properties, calls, clock));
            known = told;
            trouble = null;
            LOG.atInfo()
                    .addKeyValue("throughline.issuer", properties.issuerUri())
                    .log("login.provider-known");
            return told;
        } catch (IOException | RuntimeException wrong) {
            ProviderUnavailable failure = new ProviderUnavailable(wrong.toString(), wrong);
            trouble = new Trouble(failure, clock.instant());
            LOG.atWarn()
                    .addKeyValue("throughline.issuer", properties.issuerUri())
                    .addKeyValue("throughline.reason", wrong.toString())
                    .log("login.provider-unavailable");
            throw failure;
        }
    }

    private Map<String, Object> description() throws IOException {
        String issuer = properties.issuerUri().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            return Json.mapper()
                    .readValue(
                            calls.read(URI.create(base + WELL_KNOWN)),
                            new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JacksonException noDocument) {
            throw new IOException(base + WELL_KNOWN + " is not a description of an OpenID provider", noDocument);
        }
    }

    private ClientRegistration registration(Map<String, Object> description) {
        Object issuer = description.get("issuer");
        if (!properties.issuerUri().toString().equals(issuer)) {
            throw new IllegalStateException(
                    "It calls itself " + issuer + ", and not " + properties.issuerUri() + " as configured");
        }
        Stream.of("authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint")
                .filter(description::containsKey)
                .map(name -> URI.create(String.valueOf(description.get(name))))
                .filter(address -> !OidcProperties.mayBeCalled(address))
                .findFirst()
                .ifPresent(unsafe -> {
                    throw new IllegalStateException(unsafe + " is not https");
                });
        return ClientRegistrations.fromOidcConfiguration(description)
                .registrationId(ID)
                .clientId(properties.clientId())
                .clientSecret(properties.secret())
                .scope(properties.scopes())
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return id.equals(ID) ? known().registration() : null;
    }
}
