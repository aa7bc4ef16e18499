package io.throughline.runtime.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.throughline.runtime.HttpFailures;
import io.throughline.runtime.PermanentFailure;
import io.throughline.runtime.TransientFailure;
import io.throughline.runtime.TransientFailure.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The token endpoint of RFC 6749, section 6. Not through {@code DownstreamHttp}: what an attempt sent last is kept for
 * people to read, and must not be a secret; nor does a renewal belong to one order.
 */
public final class HttpTokenEndpoint implements TokenEndpoint {

    private final RestClient http;
    private final URI uri;
    private final String system;
    private final HttpFailures failures;
    private final Duration early;
    private final Clock clock;

    record Answer(
            @JsonProperty("access_token") @Nullable String accessToken,
            @JsonProperty("refresh_token") @Nullable String refreshToken,
            @JsonProperty("expires_in") long expiresIn) {}

    /** @param system first word of the codes of its failures: {@code xero} */
    public HttpTokenEndpoint(OAuthProperties properties, URI uri, String system, Clock clock) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(properties.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(properties.timeout());
        this.http = RestClient.builder()
                .requestFactory(requests)
                .defaultHeaders(headers -> headers.setBasicAuth(properties.clientId(), properties.clientSecret()))
                .build();
        this.uri = uri;
        this.system = system;
        this.failures = new HttpFailures(system, clock);
        this.early = properties.early();
        this.clock = clock;
    }

    @Override
    public Tokens refresh(String refreshToken) {
        try {
            return failures.translate(() -> ask(refreshToken));
        } catch (PermanentFailure refused) {
            throw new TransientFailure(
                    Kind.ACCESS, system + "-unauthorized", "The refresh token is refused: grant access anew", refused);
        }
    }

    private Duration used(long expiresIn) {
        Duration life = Duration.ofSeconds(expiresIn);
        Duration half = life.dividedBy(2);
        return half.compareTo(early) < 0 ? half : life.minus(early);
    }

    private Tokens ask(String refreshToken) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "refresh_token");
        form.add("refresh_token", refreshToken);
        Answer answer = http.post()
                .uri(uri)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(Answer.class);
        if (answer == null || answer.accessToken() == null) {
            throw new RestClientException("The token endpoint's answer has no access token");
        }
        // An endpoint that does not rotate names no new one.
        String next = answer.refreshToken() == null ? refreshToken : answer.refreshToken();
        return new Tokens(answer.accessToken(), next, clock.instant().plus(used(answer.expiresIn())));
    }
}
