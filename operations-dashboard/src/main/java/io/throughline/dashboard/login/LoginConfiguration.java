package io.throughline.dashboard.login;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.login.AccountProperties.Account;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Three ways in. The management port is open, because a probe has no password and it tells no order. A request to the
 * API that brings a password is answered without a session. Everything else needs a session of the login form.
 */
@Configuration
class LoginConfiguration {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final RequestMatcher API = PathPatternRequestMatcher.pathPattern("/api/**");

    @Bean
    UserDetailsService accounts(DashboardProperties properties, AccountProperties others, PasswordEncoder encoder) {
        Account operator = new Account(properties.username(), Role.OPERATOR, properties.passwordFile());
        return new InMemoryUserDetailsManager(Stream.concat(Stream.of(operator), others.accounts().stream())
                .map(account -> User.withUsername(account.name())
                        .password(encoder.encode(new PasswordFile(account.passwordFile()).password()))
                        .roles(account.role().name())
                        .build())
                .toList());
    }

    @Bean
    Approvers approvers(AccountProperties others) {
        return new Approvers(others.accounts().stream()
                .filter(account -> account.role() == Role.APPROVER)
                .map(Account::name)
                .toList());
    }

    /** Each role may also do what those before it may. */
    @Bean
    RoleHierarchy roles() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role(Role.APPROVER.name())
                .implies(Role.OPERATOR.name())
                .role(Role.OPERATOR.name())
                .implies(Role.VIEWER.name())
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new KeyedHash();
    }

    @Bean
    @Order(1)
    SecurityFilterChain managementAccess(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Without CSRF tokens: commands must be JSON, which no foreign page can send without being asked first. */
    @Bean
    @Order(2)
    SecurityFilterChain apiAccess(HttpSecurity http) throws Exception {
        return http.securityMatcher(request -> API.matches(request) && bringsPassword(request))
                .authorizeHttpRequests(requests -> onlyReading(requests)
                        .hasRole(Role.VIEWER.name())
                        .anyRequest()
                        .hasRole(Role.OPERATOR.name()))
                .httpBasic(basic -> basic.authenticationEntryPoint(new ApiEntryPoint()))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(new ApiEntryPoint()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(LoginConfiguration::strict)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pageAccess(HttpSecurity http) throws Exception {
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
                .formLogin(form -> form.loginPage("/login").permitAll())
                .logout(Customizer.withDefaults())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(strangers()))
                .headers(LoginConfiguration::strict)
                .build();
    }

    private static AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizedUrl onlyReading(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        return requests.requestMatchers(
                PathPatternRequestMatcher.pathPattern(HttpMethod.GET, "/**"),
                PathPatternRequestMatcher.pathPattern(HttpMethod.HEAD, "/**"));
    }

    /** A program is told to bring a password, a page that refreshes itself to load anew, a person where to log in. */
    private static AuthenticationEntryPoint strangers() {
        return DelegatingAuthenticationEntryPoint.builder()
                .addEntryPointFor(new ApiEntryPoint(), API)
                .addEntryPointFor(new FragmentEntryPoint(), FragmentEntryPoint.FRAGMENT)
                .defaultEntryPoint(new LoginUrlAuthenticationEntryPoint("/login"))
                .build();
    }

    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }

    private static boolean bringsPassword(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, "Basic ".length());
    }
}
