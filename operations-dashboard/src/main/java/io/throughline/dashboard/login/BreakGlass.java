package io.throughline.dashboard.login;

import io.throughline.dashboard.DashboardProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The local operator's password, for when the organisation's sign-in is away: off unless asked for, and told of. */
@Configuration
@OrganisationSignsIn
@ConditionalOnProperty("throughline.dashboard.oidc.break-glass")
class BreakGlass {

    private static final Logger LOG = LoggerFactory.getLogger(BreakGlass.class);

    @Bean
    UserDetailsService accounts(DashboardProperties properties, PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(LocalLogin.user(LocalLogin.operator(properties), encoder));
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new KeyedHash();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiAccess(HttpSecurity http) throws Exception {
        return Doors.api(http, "Basic")
                .httpBasic(basic -> basic.authenticationEntryPoint(ApiEntryPoint.PASSWORD))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(ApiEntryPoint.PASSWORD))
                .build();
    }

    @EventListener
    void used(AuthenticationSuccessEvent event) {
        if (event.getAuthentication() instanceof UsernamePasswordAuthenticationToken password) {
            LOG.atWarn().addKeyValue("throughline.actor", password.getName()).log("login.break-glass");
        }
    }
}
