package io.throughline.dashboard.login;

import java.time.Clock;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/**
 * People sign in with their organisation's OpenID provider, by the authorization code flow with PKCE, state and nonce;
 * programs bring an access token of it.
 */
@Configuration
@OrganisationSignsIn
class OrganisationLogin {

    private final OidcProperties properties;
    private final Provider provider;
    private final People people;

    OrganisationLogin(OidcProperties properties, Provider provider, People people) {
        this.properties = properties;
        this.provider = provider;
        this.people = people;
    }

    /** Who they are, the organisation knows. */
    @Bean
    Approvers approvers() {
        return Approvers.UNKNOWN;
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> loginTokens() {
        return registration -> provider.known().tokens().ofLogins();
    }

    /** With {@code Strict} whoever comes back from the provider would come without the session that he left with. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> sessionsSurviveTheWayBack() {
        return server -> server.getSettings().getSession().getCookie().setSameSite(SameSite.LAX);
    }

    @Bean
    @Order(3)
    SecurityFilterChain bearerAccess(HttpSecurity http) throws Exception {
        BearerRefused refused = new BearerRefused(properties);
        return Doors.api(http, "Bearer")
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(refused)
                        .accessDeniedHandler(refused)
                        .jwt(jwt -> jwt.decoder(token ->
                                        provider.known().tokens().ofPrograms().decode(token))
                                .jwtAuthenticationConverter(this::program))
                        .withObjectPostProcessor(refused.ofEveryKind()))
                .build();
    }

    private JwtAuthenticationToken program(Jwt token) {
        People.Person person = people.of(token);
        return new JwtAuthenticationToken(token, person.authorities(), person.name());
    }

    @Bean
    @Order(4)
    SecurityFilterChain pageAccess(HttpSecurity http, Clock clock) throws Exception {
        HttpSecurity pages = Doors.pages(http, ApiEntryPoint.TOKEN)
                .oauth2Login(this::signIn)
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.migrateSession()))
                .addFilterBefore(new SessionBound(properties.sessionMax(), clock), SecurityContextHolderFilter.class)
                .logout(logout -> logout.logoutSuccessHandler(new OrganisationLogout(provider)));
        return properties.breakGlass()
                ? pages.formLogin(form -> form.loginPage("/login").permitAll()).build()
                : pages.build();
    }

    private void signIn(OAuth2LoginConfigurer<HttpSecurity> login) {
        SignInRefused refused = new SignInRefused();
        login.loginPage("/login")
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NothingKept())
                .tokenEndpoint(token -> token.accessTokenResponseClient(ProviderCalls.tokens(properties.timeout())))
                .userInfoEndpoint(user -> user.oidcUserService(request -> {
                    People.Person person = people.of(request.getIdToken());
                    if (person.roles().isEmpty()) {
                        throw new NoRole(person.name());
                    }
                    return new SignedIn(person, request.getIdToken());
                }))
                .failureHandler(refused)
                .withObjectPostProcessor(refused.onTheWayThere());
    }
}
