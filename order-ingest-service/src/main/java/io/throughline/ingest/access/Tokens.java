package io.throughline.ingest.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells whose token it is. Takes equally long whichever it is, and compares hashes, which tell no length either. */
@Component
final class Tokens {

    private static final String SCHEME = "Bearer ";

    private final List<Known> known;

    Tokens(AccessProperties properties) {
        this.known = properties.callers().stream()
                .map(entry -> new Known(hash(entry.token()), new Caller(entry.name(), entry.role())))
                .toList();
    }

    private record Known(byte[] hash, Caller caller) {}

    /** @param authorization the header's value; may be empty */
    Optional<Caller> caller(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] presented = hash(authorization.substring(SCHEME.length()).strip());
        Optional<Caller> found = Optional.empty();
        for (Known one : known) {
            if (MessageDigest.isEqual(one.hash, presented)) {
                found = Optional.of(one.caller);
            }
        }
        return found;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
