package io.throughline.ingest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that tells bodies apart without keeping them. */
public final class Sha256 {

    private Sha256() {}

    /** 32 bytes. */
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }
}
