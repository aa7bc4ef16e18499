package io.throughline.dashboard.login;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;

/** The API for whoever has a password. A scan does not find it: it is there only where somebody imports it. */
class PasswordAccess {

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
}
