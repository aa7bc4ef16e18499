package io.throughline.dashboard.store;

import io.throughline.dashboard.ledger.SearchTerms;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is kept in place of an e-mail address: equal for equal ones, and no use to whoever has not the key. */
@Component
class EmailHash {

    private static final String ALGORITHM = "HmacSHA256";

    /** Enough that no two of a billion addresses meet. */
    private static final int BYTES = 16;

    private final @Nullable SecretKeySpec key;

    EmailHash(SearchProperties properties) {
        this.key = properties.emailKey() == null
                ? null
                : new SecretKeySpec(properties.emailKey().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Absent when there is no key. */
    Optional<String> of(String email) {
        if (key == null) {
            return Optional.empty();
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(SearchTerms.normal(email).getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, missing);
        }
    }
}
