package io.throughline.dashboard.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Tells a program why its token opens nothing, without telling a stranger how tokens are checked. */
final class BearerRefused implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

    private final String roles;

    BearerRefused(OidcProperties properties) {
        this.roles = "This token has no role that is enough: ask " + properties.contact();
    }

    /** Also where the filter would pass on that the provider is away, as a failure of ours. */
    ObjectPostProcessor<BearerTokenAuthenticationFilter> ofEveryKind() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(BearerRefused.this);
                return filter;
            }
        };
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        if (ProviderUnavailable.isCauseOf(refusal)) {
            Refused.write(
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The organisation's sign-in does not answer, so no token can be checked");
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Throughline\", error=\"invalid_token\"");
        Refused.write(
                response,
                HttpStatus.UNAUTHORIZED,
                "This token is not valid here: expired, or not an access token for this dashboard");
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        commence(request, response, refusal);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        Refused.write(response, HttpStatus.FORBIDDEN, roles);
    }
}
