package io.throughline.dashboard.login;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.login.AccountProperties.Account;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Accounts of this dashboard's configuration, with a password each: how people log in unless told otherwise. */
@Configuration
@ConditionalOnProperty(name = OrganisationSignsIn.ISSUER, havingValue = "false", matchIfMissing = true)
@Import(PasswordAccess.class)
class LocalLogin {

    @Bean
    UserDetailsService accounts(DashboardProperties properties, AccountProperties others, PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(Stream.concat(Stream.of(operator(properties)), others.accounts().stream())
                .map(account -> user(account, encoder))
                .toList());
    }

    /** @throws IllegalStateException when nobody said where the password is */
    static Account operator(DashboardProperties properties) {
        Path file = Optional.ofNullable(properties.passwordFile())
                .filter(path -> !path.toString().isEmpty())
                .orElseThrow(() -> new IllegalStateException("throughline.dashboard.password-file is not set"
                        + " (DASHBOARD_PASSWORD_FILE): where the operator's password is, or is to be made"));
        return new Account(properties.username(), Role.OPERATOR, file);
    }

    static UserDetails user(Account account, PasswordEncoder encoder) {
        return User.withUsername(account.name())
                .password(encoder.encode(new PasswordFile(account.passwordFile()).password()))
                .roles(account.role().name())
                .build();
    }

    @Bean
    Approvers approvers(AccountProperties others) {
        return Approvers.of(others.accounts().stream()
                .filter(account -> account.role() == Role.APPROVER)
                .map(Account::name)
                .toList());
    }

    @Bean
    @Order(3)
    SecurityFilterChain pageAccess(HttpSecurity http) throws Exception {
        return Doors.pages(http, ApiEntryPoint.PASSWORD)
                .formLogin(form -> form.loginPage("/login").permitAll())
                .logout(Customizer.withDefaults())
                .build();
    }
}
