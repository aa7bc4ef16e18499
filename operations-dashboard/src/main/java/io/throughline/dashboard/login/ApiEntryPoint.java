package io.throughline.dashboard.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Tells a program what it must bring; a person would be led to the login page.
 *
 * @param challenge for the header {@code WWW-Authenticate}
 */
record ApiEntryPoint(String challenge, String detail) implements AuthenticationEntryPoint {

    static final ApiEntryPoint PASSWORD =
            new ApiEntryPoint("Basic realm=\"Throughline\"", "Log in, or send HTTP Basic credentials");
    static final ApiEntryPoint TOKEN =
            new ApiEntryPoint("Bearer realm=\"Throughline\"", "Sign in, or send an access token of your organisation");

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        Refused.write(response, HttpStatus.UNAUTHORIZED, detail);
    }
}
