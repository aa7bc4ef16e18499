package io.throughline.dashboard.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** A page that refreshes itself after its session ended is loaded anew, rather than filled with the login form. */
final class FragmentEntryPoint implements AuthenticationEntryPoint {

    static final RequestMatcher FRAGMENT = request -> request.getHeader("HX-Request") != null;

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal) {
        response.setHeader("HX-Refresh", "true");
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
    }
}
