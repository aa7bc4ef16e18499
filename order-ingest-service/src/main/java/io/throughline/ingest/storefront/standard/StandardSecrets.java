package io.throughline.ingest.storefront.standard;

import io.throughline.ingest.storefront.Ed25519;
import io.throughline.ingest.storefront.Signatures;
import io.throughline.ingest.storefront.StandardWebhooks;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** Secrets as Standard Webhooks writes them: {@code whsec_} is a shared key, {@code whpk_} the sender's public one. */
public final class StandardSecrets {

    private static final String SHARED = "whsec_";
    private static final String PUBLIC = "whpk_";
    private static final int SHORTEST_KEY = 24;
    private static final int LONGEST_KEY = 64;

    private StandardSecrets() {}

    /** Why this is neither; never repeats the secret. */
    public static Optional<String> complaintAbout(String secret) {
        return shared(secret).isPresent() || publicKey(secret).isPresent()
                ? Optional.empty()
                : Optional.of("a secret of Standard Webhooks is " + SHARED + " and the base64 of " + SHORTEST_KEY
                        + " to " + LONGEST_KEY + " bytes, or " + PUBLIC + " and that of an Ed25519 public key");
    }

    public static StandardWebhooks.Keys keys(List<String> secrets) {
        return new StandardWebhooks.Keys(
                secrets.stream().flatMap(secret -> shared(secret).stream()).toList(),
                secrets.stream().flatMap(secret -> publicKey(secret).stream()).toList());
    }

    private static Optional<byte[]> shared(String secret) {
        return decoded(secret, SHARED).filter(key -> key.length >= SHORTEST_KEY && key.length <= LONGEST_KEY);
    }

    private static Optional<PublicKey> publicKey(String secret) {
        return decoded(secret, PUBLIC).flatMap(Ed25519::publicKey);
    }

    private static Optional<byte[]> decoded(String secret, String prefix) {
        return secret.startsWith(prefix) ? Signatures.fromBase64(secret.substring(prefix.length())) : Optional.empty();
    }
}
