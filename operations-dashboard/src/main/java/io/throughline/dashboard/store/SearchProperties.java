package io.throughline.dashboard.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How orders are found.
 *
 * @param emailKey secret with which e-mail addresses of customers are hashed, at least 16 characters; without it no
 *     order is found by its customer's address. After a change, orders from before are not found by it any more
 */
@ConfigurationProperties("throughline.dashboard.search")
record SearchProperties(@Nullable String emailKey) {

    private static final int SHORTEST = 16;

    SearchProperties {
        if (emailKey != null && emailKey.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "throughline.dashboard.search.email-key is shorter than " + SHORTEST + " characters");
        }
    }

    @Override
    public String toString() {
        return "SearchProperties[email-key " + (emailKey == null ? "absent" : "set") + "]";
    }
}
