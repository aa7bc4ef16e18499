package io.throughline.runtime.token;

import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * OAuth2 access to the downstream system, where it has such. Tokens are renewed with the refresh token; the one that is
 * configured begins the line, and begins it anew whenever it is another than before.
 *
 * @param account whose access it is: the system's name for its tenant
 * @param system first word of the codes of failures at the endpoint: {@code xero}
 * @param tokenUri where tokens are renewed; without it the adapter has none
 * @param clientId and {@code clientSecret}: the application that access was granted to
 * @param refreshToken as it was given when access was granted
 * @param refreshTokenLife how long a refresh token lives that is not used; every renewal uses it. Absent when unknown
 * @param timeout for connecting to the endpoint, and again for its whole answer
 * @param early how long before its end an access token is renewed; half of its life where that is shorter
 */
@Validated
@ConfigurationProperties("throughline.runtime.oauth")
public record OAuthProperties(
        @DefaultValue("default") String account,
        @DefaultValue("oauth") String system,
        @Nullable URI tokenUri,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String refreshToken,
        @Nullable Duration refreshTokenLife,

        @DefaultValue("10s") @DurationMin(millis = 1) @DurationMax(seconds = 20)
        Duration timeout,

        @DefaultValue("2m") @DurationMin Duration early) {

    public OAuthProperties {
        if (tokenUri != null) {
            require("client-id", clientId);
            require("client-secret", clientSecret);
            require("refresh-token", refreshToken);
        }
    }

    /** A placeholder that nothing resolves is bound as it stands. */
    private static void require(String name, String value) {
        if (value.isBlank() || value.startsWith("${")) {
            throw new IllegalArgumentException("throughline.runtime.oauth." + name + " is missing");
        }
    }

    @Override
    public String toString() {
        return "OAuthProperties[account=" + account + ", tokenUri=" + tokenUri + "]";
    }
}
