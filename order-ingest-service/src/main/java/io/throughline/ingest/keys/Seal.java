package io.throughline.ingest.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts bytes for one row, with AES-GCM. What is sealed begins with the number of its key and a nonce of its own,
 * and opens only for the row that it was sealed for. Bytes of a release that did not encrypt are recognised by their
 * first byte, that of a deflated body, which is no key's number.
 */
@Component
public class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String MAC = "HmacSHA256";
    private static final byte[] MARK = "mark of a secret: ".getBytes(StandardCharsets.UTF_8);
    private static final int MARK_BYTES = 6;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int HEAD = 1 + NONCE;

    /** What zlib begins with, for the window that Java's deflater uses. */
    private static final byte DEFLATED = 0x78;

    private final Map<Byte, SecretKeySpec> keys;
    private final byte current;
    private final SecretKeySpec marking;
    private final SecureRandom random = new SecureRandom();

    public Seal(KeyProperties properties) {
        this.keys = properties.encryption().stream()
                .collect(Collectors.toUnmodifiableMap(
                        key -> (byte) key.number(), key -> new SecretKeySpec(key.bytes(), "AES")));
        this.current = (byte) properties.current();
        this.marking = properties.encryption().stream()
                .filter(key -> key.number() == properties.current())
                .map(key -> new SecretKeySpec(key.bytes(), MAC))
                .findFirst()
                .orElseThrow();
    }

    /** 29 bytes longer than the packed bytes. */
    public byte[] seal(byte[] packed, UUID row) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ByteBuffer sealed = ByteBuffer.allocate(HEAD + packed.length + TAG);
        sealed.put(current).put(nonce).put(apply(Cipher.ENCRYPT_MODE, new Head(current, nonce, row), packed));
        return sealed.array();
    }

    /**
     * What was sealed for this row.
     *
     * @throws SealedException when its key is not configured, or the bytes are not what was sealed for it
     */
    public byte[] open(byte[] sealed, UUID row) {
        if (sealed.length == 0 || sealed[0] == DEFLATED) {
            return sealed;
        }
        if (!keys.containsKey(sealed[0])) {
            throw new SealedException(
                    SealedException.KEY_MISSING, "Encrypted with key " + sealed[0] + ", which is not configured", null);
        }
        if (sealed.length < HEAD + TAG) {
            throw SealedException.damaged(null);
        }
        ByteBuffer parts = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        byte[] nonce = new byte[NONCE];
        byte[] secret = new byte[sealed.length - HEAD];
        parts.get(nonce).get(secret);
        return apply(Cipher.DECRYPT_MODE, new Head(sealed[0], nonce, row), secret);
    }

    /** Number of the key that new bodies are encrypted with. */
    public int current() {
        return current;
    }

    /** Whether it was sealed with the key that is sealed with now. */
    public boolean isCurrent(byte[] sealed) {
        return sealed.length > 0 && sealed[0] == current;
    }

    /** A word that tells two secrets apart, and tells nothing of either to whoever has not the key. */
    public String mark(String secret) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(marking);
            mac.update(MARK);
            byte[] full = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(full, 0, MARK_BYTES);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + MAC, missing);
        }
    }

    private record Head(byte key, byte[] nonce, UUID row) {}

    private byte[] apply(int mode, Head head, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, keys.get(head.key()), new GCMParameterSpec(TAG * Byte.SIZE, head.nonce()));
            cipher.updateAAD(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(head.row().getMostSignificantBits())
                    .putLong(head.row().getLeastSignificantBits())
                    .flip());
            return cipher.doFinal(bytes);
        } catch (AEADBadTagException notWhatWasSealed) {
            throw SealedException.damaged(notWhatWasSealed);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, missing);
        }
    }
}
