package io.throughline.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.throughline.dashboard.DashboardProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

class BreakGlassTest {

    @TempDir
    Path directory;

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @EnableConfigurationProperties(DashboardProperties.class)
    static class Web {}

    private WebApplicationContextRunner signingIn(String... more) {
        return new WebApplicationContextRunner()
                .withUserConfiguration(Web.class, LoginConfiguration.class, BreakGlass.class)
                .withPropertyValues(
                        "throughline.dashboard.oidc.issuer-uri=https://login.example.org",
                        "throughline.dashboard.password-file=" + directory.resolve("password"),
                        "throughline.dashboard.retention-every=1m",
                        "throughline.dashboard.meters-every=1m")
                .withPropertyValues(more);
    }

    @Test
    void thereIsNoPasswordUnlessItIsAskedFor() {
        signingIn().run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(UserDetailsService.class);
            assertThat(directory.resolve("password")).doesNotExist();
        });
    }

    @Test
    void theOperatorsPasswordOpensTheApiWhereItWasAskedFor() {
        signingIn("throughline.dashboard.oidc.break-glass=true").run(context -> {
            MockMvc mvc = MockMvcBuilders.webAppContextSetup(context.getSourceApplicationContext())
                    .apply(springSecurity())
                    .build();
            String password = Files.readString(directory.resolve("password")).strip();

            mvc.perform(get("/api/nothing").with(httpBasic("operator", password)))
                    .andExpect(status().isNotFound());
            mvc.perform(get("/api/nothing").with(httpBasic("operator", "wrong")))
                    .andExpect(status().isUnauthorized());
            mvc.perform(get("/api/nothing").with(httpBasic("somebody-else", password)))
                    .andExpect(status().isUnauthorized());
        });
    }
}
