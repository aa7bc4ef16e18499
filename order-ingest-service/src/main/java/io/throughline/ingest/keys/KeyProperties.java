package io.throughline.ingest.keys;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys that the raw bodies of webhooks are encrypted with. Several are active at once while one is replaced.
 *
 * @param encryption every key that a body in the database may be encrypted with; at least one
 * @param encryptWith number of the key that new bodies are encrypted with; absent: the first of the list
 */
@ConfigurationProperties("throughline.ingest.keys")
public record KeyProperties(
        @DefaultValue List<Key> encryption, @Nullable Integer encryptWith) {

    public KeyProperties {
        encryption = List.copyOf(encryption);
        if (encryption.isEmpty()) {
            throw new IllegalArgumentException(
                    "throughline.ingest.keys.encryption has no key: make one with 'openssl rand -base64 32'");
        }
        Set<Integer> numbers = new HashSet<>();
        for (Key key : encryption) {
            if (!numbers.add(key.number())) {
                throw new IllegalArgumentException("Two encryption keys have the number " + key.number());
            }
        }
        encryptWith = encryptWith == null ? encryption.getFirst().number() : encryptWith;
        if (!numbers.contains(encryptWith)) {
            throw new IllegalArgumentException("encrypt-with names key " + encryptWith + ", which is not configured");
        }
    }

    /** Number of the key that new bodies are encrypted with. */
    int current() {
        return encryptWith == null ? encryption.getFirst().number() : encryptWith;
    }

    /**
     * One key.
     *
     * @param number stands in front of every body encrypted with it; 1 to 99, and never given to another key
     * @param secret 32 random bytes, in base64
     */
    public record Key(int number, String secret) {

        private static final int LARGEST_NUMBER = 99;
        private static final int BYTES = 32;

        public Key {
            if (number < 1 || number > LARGEST_NUMBER) {
                throw new IllegalArgumentException("An encryption key has a number from 1 to " + LARGEST_NUMBER);
            }
            if (bytes(secret).length != BYTES) {
                throw new IllegalArgumentException(
                        "Encryption key " + number + " is not " + BYTES + " bytes in base64");
            }
        }

        byte[] bytes() {
            return bytes(secret);
        }

        private static byte[] bytes(@Nullable String secret) {
            try {
                return Base64.getDecoder().decode(secret == null ? "" : secret.strip());
            } catch (IllegalArgumentException noBase64) {
                return new byte[0];
            }
        }

        @Override
        public String toString() {
            return "Key[" + number + "]";
        }
    }
}
