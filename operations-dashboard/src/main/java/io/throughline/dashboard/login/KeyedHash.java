package io.throughline.dashboard.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares passwords by a hash under a key that lives as long as this process. Nothing hashed is kept anywhere: the
 * passwords stand in files that this process reads, and are too long to be guessed ({@link PasswordFile}). A slow hash
 * would protect nothing here and let strangers occupy the processor, a tenth of a second with every wrong password.
 */
final class KeyedHash implements PasswordEncoder {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    KeyedHash() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    @Override
    public String encode(@Nullable CharSequence password) {
        return HexFormat.of().formatHex(hash(String.valueOf(password)));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        return encoded != null && MessageDigest.isEqual(bytes(encode(password)), bytes(encoded));
    }

    private byte[] hash(String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes(password));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JVM has " + ALGORITHM, impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
