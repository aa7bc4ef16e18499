package io.throughline.stub.storefront;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/**
 * Adobe I/O, which signs the events of all shops with a key of its own: one pair for each process, made when first
 * needed. Started, it is the host that gives out the public key.
 */
public final class AdobeIo implements AutoCloseable {

    private static final String PATH = "/prod/keys/pub-key-stub.pem";

    private final HttpServer server;

    private AdobeIo(HttpServer server) {
        this.server = server;
    }

    private static final class Keys {

        static final KeyPair PAIR = make();

        private static KeyPair make() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every JDK has RSA", impossible);
            }
        }
    }

    /**
     * Listens on the loopback address; ingest is told of it as {@code throughline.ingest.adobe-commerce.key-host}.
     *
     * @param port 0 for any free one
     */
    public static AdobeIo start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/", AdobeIo::answer);
            server.start();
            return new AdobeIo(server);
        } catch (IOException taken) {
            throw new UncheckedIOException("Cannot listen on port " + port, taken);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What Adobe sends beside an event's body. */
    static Map<String, String> headers(byte[] body) {
        return Map.of(
                "Content-Type",
                "application/json",
                "x-adobe-digital-signature-1",
                signature(body),
                "x-adobe-public-key1-path",
                PATH);
    }

    private static String signature(byte[] body) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(Keys.PAIR.getPrivate());
            rsa.update(body);
            return Base64.getEncoder().encodeToString(rsa.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK signs with RSA", impossible);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().toString().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] pem = pem().getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, pem.length);
            exchange.getResponseBody().write(pem);
        }
    }

    private static String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(Keys.PAIR.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
