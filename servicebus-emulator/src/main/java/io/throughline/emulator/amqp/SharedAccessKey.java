package io.throughline.emulator.amqp;

import io.throughline.emulator.core.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key whose holders may do everything; checks the tokens that were signed with it. */
public record SharedAccessKey(String name, String key) {

    private static final String SCHEME = "SharedAccessSignature ";
    private static final String ALGORITHM = "HmacSHA256";

    /** What a valid token grants: everything at and below the path, until then. */
    record Grant(String path, Instant until) {
        boolean covers(String wanted) {
            return path.isEmpty() || wanted.equals(path) || wanted.startsWith(path + "/");
        }
    }

    /**
     * Reads a token and checks its signature, its time and that it is for what is asked.
     *
     * @param audience {@code amqp://localhost/orders}
     */
    Grant verify(String token, String audience, Instant now) {
        if (!token.startsWith(SCHEME)) {
            throw refused("The token is not a SharedAccessSignature.");
        }
        var fields = fields(token.substring(SCHEME.length()));
        var resource = fields.getOrDefault("sr", "");
        var expiry = fields.getOrDefault("se", "");
        var signature = decode(fields.getOrDefault("sig", "")).getBytes(StandardCharsets.UTF_8);
        var nameFits = name.equals(decode(fields.getOrDefault("skn", "")));
        if (!MessageDigest.isEqual(sign(resource + "\n" + expiry), signature) || !nameFits) {
            throw refused("The token has an invalid signature.");
        }
        var until = instant(expiry);
        if (!until.isAfter(now)) {
            throw refused("The token is expired.");
        }
        if (!new Grant(path(decode(resource)), until).covers(path(audience))) {
            throw refused("The token is for another entity.");
        }
        return new Grant(path(audience), until);
    }

    /** Refuses a token that does not allow what is asked. */
    public void require(String token, String audience, Instant now) {
        verify(token, audience, now);
    }

    private static Map<String, String> fields(String text) {
        var fields = new HashMap<String, String>();
        for (var field : text.split("&", 10)) {
            var equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }

    private byte[] sign(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    /** The entity in an audience, in lower case: what follows the host. Some clients sign a whole URL. */
    private static String path(String audience) {
        var host = audience.indexOf("://") + 3;
        var slash = audience.indexOf('/', host);
        var query = audience.indexOf('?', host);
        var end = query < 0 ? audience.length() : query;
        var path = slash < 0 || slash >= end ? "" : audience.substring(slash + 1, end);
        return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).toLowerCase(Locale.ROOT);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("The token is not well-formed: " + e.getMessage());
        }
    }

    private static Instant instant(String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            throw refused("The token is not well-formed: " + e.getMessage());
        }
    }

    private static Refusal refused(String why) {
        return new Refusal(Refusal.Reason.UNAUTHORIZED, why);
    }

    @Override
    public String toString() {
        return "SharedAccessKey[name=" + name + "]";
    }
}
