package io.throughline.dashboard.login;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Whoever signed in with the organisation, by the name that is his here; nothing more is asked about him there. */
record SignedIn(People.Person person, OidcIdToken token) implements OidcUser {

    @Override
    public String getName() {
        return person.name();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return person.authorities();
    }

    @Override
    public Map<String, Object> getClaims() {
        return token.getClaims();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return token.getClaims();
    }

    @Override
    public OidcIdToken getIdToken() {
        return token;
    }

    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return null;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "SignedIn[" + person + "]";
    }
}
