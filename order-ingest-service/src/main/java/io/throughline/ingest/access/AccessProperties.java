package io.throughline.ingest.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call ingest's own addresses. Without a caller nobody may.
 *
 * @param callers each with a token of its own; two entries of one name while a token is being replaced
 */
@ConfigurationProperties("throughline.ingest.access")
record AccessProperties(@DefaultValue List<Entry> callers) {

    private static final int SHORTEST_TOKEN = 16;

    AccessProperties {
        callers = List.copyOf(callers);
        Set<String> tokens = new HashSet<>();
        for (Entry caller : callers) {
            if (!tokens.add(caller.token())) {
                throw new IllegalArgumentException("Caller '" + caller.name() + "' has the token of another");
            }
        }
    }

    /**
     * One caller.
     *
     * @param name what is written down as the actor of what it does: {@code operations-dashboard}
     * @param token what it sends as {@code Authorization: Bearer}; at least 16 characters
     * @param role what it may do
     */
    record Entry(
            String name,
            String token,
            @DefaultValue("SERVICE") Role role) {

        Entry {
            require(name, "name", name);
            require(token, "token", name);
            if (token.length() < SHORTEST_TOKEN) {
                throw new IllegalArgumentException(
                        "The token of caller '" + name + "' is shorter than " + SHORTEST_TOKEN + " characters");
            }
        }

        private static void require(@Nullable String value, String property, @Nullable String caller) {
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("A caller (" + caller + ") has no " + property);
            }
        }

        @Override
        public String toString() {
            return "Entry[" + name + ", " + role + "]";
        }
    }
}
