package io.throughline.runtime.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The last request of an attempt and its answer, as far as they are kept. Found by the client without being handed
 * through the handler: an attempt runs on one thread.
 */
public final class LastExchange {

    /** Bytes of a body that are kept while the attempt runs. */
    static final int MAX_KEPT = 16 * 1024;

    private static final ScopedValue<LastExchange> CURRENT = ScopedValue.newInstance();

    private String line = "";
    private String sent = "";
    private String status = "";
    private String answer = "";

    /** The call's result; what it sends meanwhile over a client of the runtime is kept here. */
    public <T> T during(Supplier<T> call) {
        return ScopedValue.where(CURRENT, this).call(call::get);
    }

    /** That of the attempt on this thread. */
    static Optional<LastExchange> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    void sending(String method, String path, byte[] body) {
        line = method + " " + path;
        sent = text(body, Math.min(body.length, MAX_KEPT));
        status = "";
        answer = "";
    }

    void answered(int code, byte[] beginning) {
        status = String.valueOf(code);
        answer = text(beginning, beginning.length);
    }

    /** The part of it that concerns one of several changes. */
    public LastExchange about(String asked, String said) {
        LastExchange part = new LastExchange();
        part.line = line;
        part.sent = asked;
        part.status = status;
        part.answer = said;
        return part;
    }

    /** Method, path and body; empty when nothing was sent. */
    public String request(Masking masking) {
        return masking.excerpt(line, sent);
    }

    /** Status and body; empty when nothing came back. */
    public String answer(Masking masking) {
        return masking.excerpt(status, answer);
    }

    /** What the answer says in words, for telling causes apart. */
    public String words(Masking masking) {
        return masking.words(answer);
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
