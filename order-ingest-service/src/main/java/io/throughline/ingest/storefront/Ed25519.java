package io.throughline.ingest.storefront;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;

/** Ed25519 with raw keys of 32 bytes, as Standard Webhooks writes them. */
public final class Ed25519 {

    private static final String NAME = "Ed25519";
    private static final int KEY_BYTES = 32;

    /** What DER puts before the raw key: the algorithm's identifier and the length. */
    private static final byte[] DER = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /** @return absent when the bytes are no public key */
    public static Optional<PublicKey> publicKey(byte[] raw) {
        if (raw.length != KEY_BYTES) {
            return Optional.empty();
        }
        byte[] encoded =
                ByteBuffer.allocate(DER.length + KEY_BYTES).put(DER).put(raw).array();
        try {
            return Optional.of(KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (InvalidKeySpecException notOnTheCurve) {
            return Optional.empty();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + NAME, missing);
        }
    }

    /** Whether this key signed the parts, one after the other. */
    static boolean signed(PublicKey key, byte[] signature, byte[]... parts) {
        try {
            Signature verifier = Signature.getInstance(NAME);
            verifier.initVerify(key);
            for (byte[] part : parts) {
                verifier.update(part);
            }
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException malformed) {
            return false;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + NAME, missing);
        }
    }
}
