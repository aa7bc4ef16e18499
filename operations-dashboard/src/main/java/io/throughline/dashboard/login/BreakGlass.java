package io.throughline.dashboard.login;

import io.throughline.dashboard.DashboardProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The local operator's password, for when the organisation's sign-in is away: off unless asked for, and told of. */
@Configuration
@OrganisationSignsIn
@ConditionalOnProperty("throughline.dashboard.oidc.break-glass")
@Import(PasswordAccess.class)
class BreakGlass {

    private static final Logger LOG = LoggerFactory.getLogger(BreakGlass.class);

    @Bean
    UserDetailsService accounts(DashboardProperties properties, PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(LocalLogin.user(LocalLogin.operator(properties), encoder));
    }

    @EventListener
    void used(AuthenticationSuccessEvent event) {
        if (event.getAuthentication() instanceof UsernamePasswordAuthenticationToken password) {
            LOG.atWarn().addKeyValue("throughline.actor", password.getName()).log("login.break-glass");
        }
    }
}
