package io.throughline.dashboard.login;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Local logins beside the operator of {@code throughline.dashboard.username}.
 *
 * @param accounts none by default
 */
@Validated
@ConfigurationProperties("throughline.dashboard.login")
record AccountProperties(@DefaultValue @Valid List<Account> accounts) {

    /**
     * One login.
     *
     * @param name what is typed, and what the audit log says
     * @param passwordFile holds its password; written at the first start, readable by its owner alone
     */
    record Account(
            @NotBlank String name,
            @NotNull Role role,
            @NotNull Path passwordFile) {}
}
