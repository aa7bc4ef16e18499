package io.throughline.ingest.storefront.adobecommerce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys that Adobe signs with, by their path on the pinned host. Kept for a while and few; one question at a
 * time and so many a minute, as strangers may name any path. When in doubt there is no key, and nothing is believed.
 */
final class AdobeKeys {

    private static final Logger LOG = LoggerFactory.getLogger(AdobeKeys.class);

    /** No dots in a row, so no way up; no query, no host. */
    private static final String PATH = "(/[A-Za-z0-9_-]+)+(\\.[A-Za-z0-9_-]+)*";

    private static final int LONGEST_PATH = 200;
    private static final int WEAKEST_KEY = 2048;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final KeyHost host;
    private final AdobeProperties limits;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private final Deque<Instant> questions = new ArrayDeque<>();
    private final Map<String, Known> found;
    private final Map<String, Known> missing;

    AdobeKeys(KeyHost host, AdobeProperties limits, Clock clock) {
        this.host = host;
        this.limits = limits;
        this.clock = clock;
        this.found = bounded(limits.keysKept());
        this.missing = bounded(limits.keysKept());
    }

    /** What is known of a path. */
    sealed interface Answer {}

    record Found(RSAPublicKey key) implements Answer {}

    /** There is no such key: whoever named it is not Adobe. */
    record Missing() implements Answer {}

    /** It cannot be said now. */
    record Unavailable() implements Answer {}

    private record Known(Answer answer, Instant until) {}

    private static Map<String, Known> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > most;
            }
        };
    }

    Answer key(String path) {
        if (path.length() > LONGEST_PATH || !path.matches(PATH)) {
            return new Missing();
        }
        Answer known = known(path);
        return known == null ? askInTurn(path) : known;
    }

    private @Nullable Answer known(String path) {
        synchronized (found) {
            Known key = found.containsKey(path) ? found.get(path) : missing.get(path);
            return key == null || !clock.instant().isBefore(key.until()) ? null : key.answer();
        }
    }

    private Answer askInTurn(String path) {
        try {
            if (!asking.tryLock(limits.keyTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Unavailable();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Unavailable();
        }
        try {
            Answer meanwhile = known(path);
            return meanwhile == null ? ask(path) : meanwhile;
        } finally {
            asking.unlock();
        }
    }

    private Answer ask(String path) {
        if (!mayAsk()) {
            LOG.atWarn().log("adobe.too-many-keys-asked-for");
            return new Unavailable();
        }
        try {
            Answer answer = host.get(path)
                    .flatMap(AdobeKeys::read)
                    .<Answer>map(Found::new)
                    .orElseGet(Missing::new);
            remember(path, answer);
            return answer;
        } catch (IOException unanswered) {
            LOG.atWarn()
                    .addKeyValue("throughline.cause", String.valueOf(unanswered))
                    .log("adobe.key-not-fetched");
            return new Unavailable();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Unavailable();
        }
    }

    private boolean mayAsk() {
        Instant now = clock.instant();
        while (!questions.isEmpty() && questions.getFirst().isBefore(now.minus(MINUTE))) {
            questions.removeFirst();
        }
        boolean may = questions.size() < limits.keyQuestions();
        if (may) {
            questions.addLast(now);
        }
        return may;
    }

    /** Strangers' paths are kept apart from keys, which they would otherwise push out. */
    private void remember(String path, Answer answer) {
        synchronized (found) {
            Map<String, Known> kept = answer instanceof Found ? found : missing;
            Duration lifetime = answer instanceof Found ? limits.keyLifetime() : MINUTE;
            found.remove(path);
            kept.put(path, new Known(answer, clock.instant().plus(lifetime)));
        }
    }

    /** Absent when it is no RSA key, or a weak one. */
    private static Optional<RSAPublicKey> read(byte[] pem) {
        String base64 = new String(pem, StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded))
                                    instanceof RSAPublicKey key
                            && key.getModulus().bitLength() >= WEAKEST_KEY
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            LOG.atWarn()
                    .addKeyValue("throughline.cause", noKey.getClass().getSimpleName())
                    .log("adobe.no-key");
            return Optional.empty();
        }
    }
}
