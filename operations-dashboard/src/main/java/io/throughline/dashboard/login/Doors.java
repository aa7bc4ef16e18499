package io.throughline.dashboard.login;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Who may do what, however he came in. */
final class Doors {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final RequestMatcher API = PathPatternRequestMatcher.pathPattern("/api/**");

    private Doors() {}

    /**
     * The API for whoever brings credentials with each request. Without CSRF tokens: commands must be JSON, which no
     * foreign page can send without being asked first.
     *
     * @param scheme of the header {@code Authorization}
     */
    static HttpSecurity api(HttpSecurity http, String scheme) throws Exception {
        return http.securityMatcher(request -> API.matches(request) && brings(scheme, request))
                .authorizeHttpRequests(requests -> onlyReading(requests)
                        .hasRole(Role.VIEWER.name())
                        .anyRequest()
                        .hasRole(Role.OPERATOR.name()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(Doors::strict);
    }

    /** Everything for whoever has a session. */
    static HttpSecurity pages(HttpSecurity http, ApiEntryPoint programs) throws Exception {
        return http.authorizeHttpRequests(requests -> onlyReading(requests.requestMatchers(
                                        "/login", "/error", "/dashboard.css", "/dashboard-*.css", "/favicon.svg")
                                .permitAll()
                                .requestMatchers("/dashboard.js", "/dashboard-*.js", "/webjars/**")
                                .permitAll()
                                // The end of a stream that was allowed when it began.
                                .dispatcherTypeMatchers(DispatcherType.ASYNC)
                                .permitAll())
                        .hasRole(Role.VIEWER.name())
                        .anyRequest()
                        .hasRole(Role.OPERATOR.name()))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(strangers(programs)))
                .headers(Doors::strict);
    }

    private static AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizedUrl onlyReading(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        return requests.requestMatchers(
                PathPatternRequestMatcher.pathPattern(HttpMethod.GET, "/**"),
                PathPatternRequestMatcher.pathPattern(HttpMethod.HEAD, "/**"));
    }

    /** A program is told what to bring, a page that refreshes itself to load anew, a person where to log in. */
    private static AuthenticationEntryPoint strangers(ApiEntryPoint programs) {
        return DelegatingAuthenticationEntryPoint.builder()
                .addEntryPointFor(programs, API)
                .addEntryPointFor(new FragmentEntryPoint(), FragmentEntryPoint.FRAGMENT)
                .defaultEntryPoint(new LoginUrlAuthenticationEntryPoint("/login"))
                .build();
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }

    private static boolean brings(String scheme, HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1);
    }
}
