package io.throughline.dashboard.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;

/**
 * Logs out here, and then there. The way there leads over the login page: {@code form-action 'self'} forbids a form to
 * end elsewhere, redirects included, and the provider may send on to hosts that nobody here knows.
 */
final class OrganisationLogout extends OidcClientInitiatedLogoutSuccessHandler {

    private static final String THERE = OrganisationLogout.class.getName();
    private static final String LOGGED_OUT = "/login?logout";
    private static final RedirectStrategy HERE = new DefaultRedirectStrategy();

    OrganisationLogout(Provider provider) {
        super(provider);
        setPostLogoutRedirectUri("{baseUrl}/login");
        setDefaultTargetUrl(LOGGED_OUT);
        setRedirectStrategy(OrganisationLogout::leave);
    }

    private static void leave(HttpServletRequest request, HttpServletResponse response, String address)
            throws IOException {
        if (!address.equals(LOGGED_OUT)) {
            request.getSession(true).setAttribute(THERE, address);
        }
        HERE.sendRedirect(request, response, LOGGED_OUT);
    }

    /** Where the browser is to go on to, once. */
    static Optional<String> next(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(THERE) instanceof String address)) {
            return Optional.empty();
        }
        session.removeAttribute(THERE);
        return Optional.of(address);
    }
}
