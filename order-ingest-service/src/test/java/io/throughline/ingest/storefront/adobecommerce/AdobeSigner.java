package io.throughline.ingest.storefront.adobecommerce;

import io.throughline.ingest.storefront.WebhookHeaders;
import io.throughline.ingest.storefront.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/** Signs as Adobe I/O does, with a key pair made for the tests. */
final class AdobeSigner {

    static final String PATH = "/prod/keys/pub-key-tests.pem";
    static final KeyPair KEYS = keys(2048);

    private AdobeSigner() {}

    static KeyPair keys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    static WebhookRequest signed(byte[] body) {
        return request(
                Map.of("X-Adobe-Digital-Signature-1", signature(KEYS, body), "X-Adobe-Public-Key1-Path", PATH), body);
    }

    static WebhookRequest request(Map<String, String> headers, byte[] body) {
        return new WebhookRequest("tea-house", new WebhookHeaders(headers), body);
    }

    static String signature(KeyPair keys, byte[] body) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(keys.getPrivate());
            rsa.update(body);
            return Base64.getEncoder().encodeToString(rsa.sign());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    static byte[] event(String client, String type, String value) {
        return """
                {"event_id": "6f1", "event": {"type": "com.adobe.commerce.%s", "data": {"value": %s}},
                 "recipient_client_id": "%s"}
                """.formatted(type, value, client).getBytes(StandardCharsets.UTF_8);
    }
}
