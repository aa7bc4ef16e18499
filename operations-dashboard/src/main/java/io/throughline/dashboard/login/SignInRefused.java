package io.throughline.dashboard.login;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Shows whoever came back from the provider in vain why, on the login page and without leading him in a circle. */
final class SignInRefused implements AuthenticationFailureHandler {

    /** Attribute of the request that is forwarded. */
    static final String REFUSAL = "throughline.login.refusal";

    private static final Logger LOG = LoggerFactory.getLogger(SignInRefused.class);
    private static final int LONGEST = 300;

    /**
     * What the login page tells.
     *
     * @param name of whoever has no role
     */
    record Refusal(Kind kind, String name) {}

    /** Each asks for something else. */
    enum Kind {
        NO_ROLE(HttpStatus.FORBIDDEN),
        UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
        NOT_BELIEVED(HttpStatus.UNAUTHORIZED);

        private final HttpStatus status;

        Kind(HttpStatus status) {
            this.status = status;
        }
    }

    /** Also when he does not get as far as the provider. */
    ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> onTheWayThere() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(SignInRefused.this);
                return filter;
            }
        };
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        Refusal refusal = refusal(failure);
        LOG.atWarn()
                .addKeyValue("throughline.code", code(failure, refusal.kind))
                .addKeyValue("throughline.reason", shortened(String.valueOf(failure.getMessage())))
                .log("login.refused");
        request.setAttribute(REFUSAL, refusal);
        response.setStatus(refusal.kind.status.value());
        request.getRequestDispatcher("/login").forward(request, response);
    }

    private static Refusal refusal(AuthenticationException failure) {
        if (failure instanceof NoRole nobody) {
            return new Refusal(Kind.NO_ROLE, nobody.name());
        }
        return new Refusal(ProviderUnavailable.isCauseOf(failure) ? Kind.UNAVAILABLE : Kind.NOT_BELIEVED, "");
    }

    /** The provider's own word where there is one: {@code invalid_client} is for whoever runs this. */
    private static String code(AuthenticationException failure, Kind kind) {
        return failure instanceof OAuth2AuthenticationException told
                ? shortened(told.getError().getErrorCode())
                : kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** It comes with a request that anybody can make up. */
    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
