package io.throughline.dashboard.login;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * With whom people sign in. Defaults are those of Microsoft Entra ID; {@code docs/guides/sign-in-with-entra-id.md} says
 * how it is set up there.
 *
 * @param issuerUri the OpenID provider, as it names itself; without it people log in with a password of this dashboard
 * @param clientId this dashboard's, as registered there
 * @param clientSecret from the environment, never from a file that is checked in; or the next one
 * @param clientSecretFile holds it; read when the provider is first asked
 * @param scopes asked for when a person signs in
 * @param audience for whom access tokens must be meant that programs bring; the client id unless set
 * @param apiScope what an access token must have been given, in its claim {@code scp} or that of OAuth; no token
 *     of a login has it
 * @param claims which claims tell who somebody is
 * @param roles what each role of ours is called there
 * @param sessionMax how long after signing in it is to be done again; also until when a withdrawn role is still felt
 * @param timeout of connecting to the provider, and of each of its answers
 * @param askAgainAfter for so long after it did not answer the provider is left alone
 * @param breakGlass whether the local operator ({@code throughline.dashboard.username}) may log in as well, for when
 *     the provider is away for long
 * @param contact who gives out roles, as told to whoever has none
 */
@Validated
@OrganisationSignsIn
@ConfigurationProperties("throughline.dashboard.oidc")
record OidcProperties(
        @NotNull URI issuerUri,
        @NotBlank String clientId,
        @Nullable String clientSecret,
        @Nullable Path clientSecretFile,
        @DefaultValue({"openid", "profile"}) @NotEmpty Set<String> scopes,
        @Nullable String audience,
        @DefaultValue("ops") @NotBlank String apiScope,
        @DefaultValue @Valid Claims claims,
        @DefaultValue @Valid RoleNames roles,
        @DefaultValue("8h") @DurationMin(minutes = 1) Duration sessionMax,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration timeout,
        @DefaultValue("5s") Duration askAgainAfter,
        @DefaultValue("false") boolean breakGlass,

        @DefaultValue("whoever gives out this application's roles in your organisation") @NotBlank
        String contact) {

    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Which claims of a token tell who somebody is.
     *
     * @param person never changes and is never given to somebody else, and the same in tokens of every kind: Entra's
     *     {@code oid}; {@code sub} of providers that have no such, unless they tell each client another
     * @param name what pages and the audit log say
     * @param roles a list of what the next one names
     */
    record Claims(
            @DefaultValue("oid") @NotBlank String person,
            @DefaultValue("preferred_username") @NotBlank String name,
            @DefaultValue("roles") @NotBlank String roles) {}

    /** Values of the claim of roles; more than one may mean the same role. */
    record RoleNames(
            @DefaultValue("viewer") List<String> viewer,
            @DefaultValue("operator") List<String> operator,
            @DefaultValue("approver") List<String> approver) {

        Set<Role> in(Collection<String> given) {
            return Stream.of(Role.values())
                    .filter(role -> named(role).stream().anyMatch(given::contains))
                    .collect(Collectors.toUnmodifiableSet());
        }

        private List<String> named(Role role) {
            return switch (role) {
                case VIEWER -> viewer;
                case OPERATOR -> operator;
                case APPROVER -> approver;
            };
        }
    }

    @AssertTrue(message = "issuer-uri must be https, but on this machine itself")
    boolean isSafe() {
        return mayBeCalled(issuerUri);
    }

    @AssertTrue(message = "one of client-secret and client-secret-file must be set, and not both")
    boolean isSecretSet() {
        return (clientSecret == null || clientSecret.isBlank()) != (clientSecretFile == null);
    }

    @AssertTrue(message = "scopes must contain openid")
    boolean isOpenId() {
        return scopes.contains("openid");
    }

    static boolean mayBeCalled(URI address) {
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && OWN_MACHINE.contains(String.valueOf(address.getHost())));
    }

    /** @throws IllegalStateException when the file holds none */
    String secret() {
        if (clientSecretFile == null) {
            return String.valueOf(clientSecret);
        }
        try {
            String secret = Files.readString(clientSecretFile).strip();
            if (secret.isEmpty()) {
                throw new IllegalStateException(clientSecretFile + " holds no client secret");
            }
            return secret;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The client secret in " + clientSecretFile + " cannot be read", unreadable);
        }
    }

    String expectedAudience() {
        return audience == null ? clientId : audience;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcProperties[issuerUri=" + issuerUri + ", clientId=" + clientId + "]";
    }
}
