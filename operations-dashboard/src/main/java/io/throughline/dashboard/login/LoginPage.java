package io.throughline.dashboard.login;

import io.throughline.dashboard.login.SignInRefused.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The one page that anybody may see: how to get in, or why not. */
@Controller
class LoginPage {

    private final Optional<OidcProperties> organisation;
    private final Optional<Provider> provider;

    LoginPage(ObjectProvider<OidcProperties> organisation, ObjectProvider<Provider> provider) {
        this.organisation = Optional.ofNullable(organisation.getIfAvailable());
        this.provider = Optional.ofNullable(provider.getIfAvailable());
    }

    @GetMapping("/login")
    String login(
            HttpServletRequest request,
            @RequestAttribute(name = SignInRefused.REFUSAL, required = false) @Nullable Refusal refusal,
            Model model) {
        model.addAttribute("organisation", organisation.isPresent());
        model.addAttribute(
                "passwords", organisation.map(OidcProperties::breakGlass).orElse(true));
        organisation.ifPresent(known -> model.addAttribute("contact", known.contact()));
        provider.flatMap(Provider::trouble).ifPresent(trouble -> model.addAttribute("trouble", trouble));
        if (refusal != null) {
            model.addAttribute("refusal", refusal);
        }
        OrganisationLogout.next(request).ifPresent(address -> model.addAttribute("next", address));
        return "login";
    }
}
