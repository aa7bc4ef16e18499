package io.throughline.emulator.admin;

import io.throughline.emulator.core.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A status, and what there is to say. */
record Answer(int status, @Nullable Element body) {

    static Answer ok(Element body) {
        return new Answer(200, body);
    }

    static Answer created(Element body) {
        return new Answer(201, body);
    }

    static Answer done() {
        return new Answer(200, null);
    }

    static Answer refused(Refusal refusal) {
        var status = switch (refusal.reason()) {
            case UNAUTHORIZED -> 401;
            case QUOTA_EXCEEDED -> 403;
            case NOT_FOUND -> 404;
            case NOT_ALLOWED -> 405;
            case ALREADY_EXISTS -> 409;
            case MESSAGE_TOO_LARGE -> 413;
            default -> 400;
        };
        return error(status, refusal);
    }

    static Answer error(int status, Exception why) {
        var detail = Optional.ofNullable(why.getMessage()).orElseGet(why::toString);
        return new Answer(
                status,
                Element.of(
                                "Error",
                                Element.leaf("Code", status).in(""),
                                Element.leaf("Detail", detail).in(""))
                        .in(""));
    }
}
