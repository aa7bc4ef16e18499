package io.throughline.runtime.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last change that an attempt asked for and its answer, as far as they are kept. Found by the client without being
 * handed through the handler: an attempt runs on one thread. They are read only when the delivery is parked.
 */
public final class LastExchange {

    /** Bytes of an answer that are kept while the attempt runs, and of a request that is too large to be compared. */
    static final int MAX_KEPT = 16 * 1024;

    /** Bytes of a request that can be compared: 32 attempts at once hold 8 MB. */
    static final int MAX_COMPARED = 256 * 1024;

    private static final byte[] NOTHING = {};
    private static final ScopedValue<LastExchange> CURRENT = ScopedValue.newInstance();

    private String line = "";
    private byte[] sent = NOTHING;
    private int length;
    private @Nullable Integer status;
    private byte[] answer = NOTHING;
    private boolean part;
    private @Nullable LastExchange change;

    /** The call's result; what it sends meanwhile over a client of the runtime is kept here. */
    public <T> T during(Supplier<T> call) {
        return ScopedValue.where(CURRENT, this).call(call::get);
    }

    /** That of the attempt on this thread. */
    static Optional<LastExchange> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** What only asks does not hide what was asked for before, unless it fails: then it is what went wrong. */
    void sending(String method, String path, byte[] body) {
        if (!asks(method + " ")) {
            change = null;
        } else if (!line.isEmpty() && !asks(line)) {
            change = copy();
        }
        line = method + " " + path;
        length = body.length;
        sent = body.length <= MAX_COMPARED ? body : Arrays.copyOf(body, MAX_KEPT);
        status = null;
        answer = NOTHING;
    }

    private static boolean asks(String line) {
        return line.startsWith("GET ") || line.startsWith("HEAD ");
    }

    void answered(int code, byte[] beginning) {
        if (change != null && code / 100 == 2) {
            line = change.line;
            length = change.length;
            sent = change.sent;
            status = change.status;
            answer = change.answer;
        } else {
            status = code;
            answer = beginning;
        }
    }

    private LastExchange copy() {
        LastExchange copy = new LastExchange();
        copy.line = line;
        copy.length = length;
        copy.sent = sent;
        copy.status = status;
        copy.answer = answer;
        return copy;
    }

    /** The part of it that concerns one of several changes. */
    public LastExchange about(String asked, String said) {
        LastExchange about = new LastExchange();
        about.line = line;
        about.sent = asked.getBytes(StandardCharsets.UTF_8);
        about.length = about.sent.length;
        about.status = status;
        about.answer = said.getBytes(StandardCharsets.UTF_8);
        about.part = true;
        return about;
    }

    /** Method, path and body; empty when nothing was sent. */
    public String request(Masking masking) {
        return masking.excerpt(line, text(sent));
    }

    /** Status and body; empty when nothing came back. */
    public String answer(Masking masking) {
        return masking.excerpt(status == null ? "" : String.valueOf(status), text(answer));
    }

    /** What the answer says in words, for telling causes apart. */
    public String words(Masking masking) {
        return masking.words(text(answer));
    }

    String line() {
        return line;
    }

    String sent() {
        return text(sent);
    }

    String answer() {
        return text(answer);
    }

    Optional<Integer> status() {
        return Optional.ofNullable(status);
    }

    boolean isWhole() {
        return length == sent.length;
    }

    /** Whether it concerns one event alone, out of a call that was about several. */
    boolean isPart() {
        return part;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
