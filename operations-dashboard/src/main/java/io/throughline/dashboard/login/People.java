package io.throughline.dashboard.login;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.store.PersonStore;
import io.throughline.dashboard.store.PersonStore.Newcomer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.stereotype.Component;

/** Who a token is about. Whatever the token calls him, one person has one name here. */
@Component
@OrganisationSignsIn
class People {

    private static final int LONGEST = 200;

    /** A name never changes, so it may be kept; a bound, for nobody forgets whoever left. */
    private static final int MOST_KEPT = 10_000;

    private final OidcProperties properties;
    private final PersonStore store;
    private final Set<String> reserved;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    People(OidcProperties properties, DashboardProperties local, AccountProperties others, PersonStore store) {
        this.properties = properties;
        this.store = store;
        this.reserved = Stream.concat(
                        Stream.of(local.username()), others.accounts().stream().map(AccountProperties.Account::name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Somebody who came.
     *
     * @param name by which he acts; of whoever has no role what the token calls him
     * @param roles empty when he may nothing
     */
    record Person(String name, Set<Role> roles) {

        List<GrantedAuthority> authorities() {
            return roles.stream()
                    .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                    .toList();
        }
    }

    /** @throws OAuth2AuthenticationException when the token does not tell who that is */
    Person of(ClaimAccessor token) {
        String subject = text(token, properties.claims().person());
        String name = text(token, properties.claims().name());
        Set<Role> roles = properties.roles().in(roles(token));
        return roles.stream()
                .max(Comparator.naturalOrder())
                .map(highest -> new Person(nameOf(subject, name, highest), roles))
                .orElseGet(() -> new Person(name, Set.of()));
    }

    private String nameOf(String subject, String name, Role highest) {
        String known = names.get(subject);
        if (known != null) {
            return known;
        }
        String given =
                store.nameOf(new Newcomer(properties.issuerUri().toString(), subject, name, highest.word()), reserved);
        if (names.size() >= MOST_KEPT) {
            names.clear();
        }
        names.put(subject, given);
        return given;
    }

    private List<String> roles(ClaimAccessor token) {
        return switch (token.getClaims().get(properties.claims().roles())) {
            case Collection<?> many -> many.stream().map(String::valueOf).toList();
            case String one -> List.of(one);
            case null, default -> List.of();
        };
    }

    private static String text(ClaimAccessor token, String claim) {
        if (token.getClaims().get(claim) instanceof String text
                && !text.isBlank()
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl)) {
            return text.strip();
        }
        throw new OAuth2AuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token has no usable claim " + claim, null));
    }
}
