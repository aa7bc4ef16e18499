package io.throughline.dashboard.login;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Reads the provider's tokens, and believes only what one of its keys signed for this dashboard. */
final class Tokens {

    /** Asymmetric ones alone: neither {@code none}, nor one for which a public key would do as the secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private static final Duration KEEP_KEYS = Duration.ofMinutes(5);

    /** Keys that are known are good for longer while the provider is away. */
    private static final Duration KEEP_KEYS_WHILE_AWAY = Duration.ofHours(4);

    private final JwtDecoder ofLogins;
    private final JwtDecoder ofPrograms;

    Tokens(ClientRegistration registration, OidcProperties properties, ProviderCalls calls, Clock clock) {
        JWKSource<SecurityContext> keys = keys(registration, properties, calls);
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        OidcIdTokenValidator login = new OidcIdTokenValidator(registration);
        login.setClock(clock);
        this.ofLogins = decoder(keys, List.of(times, login), JOSEObjectType.JWT);
        this.ofPrograms = decoder(
                keys,
                List.of(
                        times,
                        new JwtIssuerValidator(properties.issuerUri().toString()),
                        new JwtAudienceValidator(properties.expectedAudience()),
                        scope(properties.apiScope())),
                JOSEObjectType.JWT,
                new JOSEObjectType("at+jwt"));
    }

    /** What comes of a person's login. */
    JwtDecoder ofLogins() {
        return ofLogins;
    }

    /** What a program brings. */
    JwtDecoder ofPrograms() {
        return ofPrograms;
    }

    /** At most two questions in half a minute: a stranger who makes up names of keys costs the provider nothing. */
    private static JWKSource<SecurityContext> keys(
            ClientRegistration registration, OidcProperties properties, ProviderCalls calls) {
        String address = String.valueOf(registration.getProviderDetails().getJwkSetUri());
        try {
            return JWKSourceBuilder.create(URI.create(address).toURL(), calls)
                    .cache(
                            KEEP_KEYS.toMillis(),
                            properties.timeout().multipliedBy(2).toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(true)
                    .outageTolerant(KEEP_KEYS_WHILE_AWAY.toMillis())
                    .build();
        } catch (MalformedURLException wrong) {
            throw new IllegalStateException(address + " cannot be the address of keys", wrong);
        }
    }

    private static JwtDecoder decoder(
            JWKSource<SecurityContext> keys, List<OAuth2TokenValidator<Jwt>> rules, @Nullable JOSEObjectType... types) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        // Not every provider writes the type.
        JOSEObjectType[] orNone = Arrays.copyOf(types, types.length + 1);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(orNone));
        processor.setJWTClaimsSetVerifier((claims, context) -> {
            // The rules below do.
        });
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(rules));
        return decoder;
    }

    /** Of Entra a text with blanks between; of others sometimes a list. */
    private static OAuth2TokenValidator<Jwt> scope(String wanted) {
        OAuth2TokenValidator<Jwt> scp = new JwtClaimValidator<>("scp", given -> has(given, wanted));
        OAuth2TokenValidator<Jwt> scope = new JwtClaimValidator<>("scope", given -> has(given, wanted));
        return token -> token.hasClaim("scp") ? scp.validate(token) : scope.validate(token);
    }

    private static boolean has(@Nullable Object given, String wanted) {
        return switch (given) {
            case String text -> List.of(text.split(" ", -1)).contains(wanted);
            case Collection<?> many -> many.contains(wanted);
            case null, default -> false;
        };
    }
}
