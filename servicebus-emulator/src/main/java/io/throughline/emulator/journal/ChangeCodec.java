package io.throughline.emulator.journal;

import io.throughline.emulator.amqp.message.AmqpMessage;
import io.throughline.emulator.core.Change;
import io.throughline.emulator.core.Message;
import io.throughline.emulator.core.StoredMessage.State;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Changes to bytes and back. What is on disk has these numbers: new ones may be added, none may change. */
final class ChangeCodec {

    private static final int KEPT = 1;
    private static final int GONE = 2;
    private static final int NUMBERED = 3;
    private static final int SEEN = 4;
    private static final int DEFINED = 10;
    private static final int REMOVED = 11;
    private static final int CONFIGURED = 12;
    private static final int STATED = 13;

    private ChangeCodec() {}

    static void write(RecordWriter out, Change change) {
        switch (change) {
            case Change.Kept kept -> write(out.octet(KEPT), kept);
            case Change.Gone(var place, var sequence) ->
                out.octet(GONE).text(place).number(sequence);
            case Change.Numbered(var place, var last) ->
                out.octet(NUMBERED).text(place).number(last);
            case Change.Seen(var place, var id, var at) ->
                out.octet(SEEN).text(place).text(id).time(at);
            case Change.Stated(var place, var session, var state) -> {
                out.octet(STATED).text(place).text(session).octet(state == null ? 0 : 1);
                out.bytes(state == null ? new byte[0] : bytes(state));
            }
            case Change.Defined(var place, var definition, var profile) -> {
                DefinitionCodec.write(out.octet(DEFINED).text(place), definition);
                DefinitionCodec.write(out, profile);
            }
            case Change.Removed(var place) -> out.octet(REMOVED).text(place);
            case Change.Configured(var place, var definition) ->
                DefinitionCodec.write(out.octet(CONFIGURED).text(place), definition);
        }
    }

    private static void write(RecordWriter out, Change.Kept kept) {
        out.text(kept.place())
                .number(kept.sequence())
                .number(kept.enqueuedSequence())
                .time(kept.enqueuedAt())
                .time(kept.expiresAt())
                .octet(kept.state().code())
                .number(kept.deliveryCount())
                .bytes(bytes(kept.message()));
    }

    private static byte[] bytes(Message message) {
        if (message instanceof AmqpMessage amqp) {
            return amqp.bytes();
        }
        throw new IllegalArgumentException("Only messages of the wire can be kept, not " + message.getClass());
    }

    private static byte[] bytes(ByteBuffer state) {
        var bytes = new byte[state.remaining()];
        state.duplicate().get(bytes);
        return bytes;
    }

    static Change read(RecordReader in) {
        var kind = in.octet();
        var place = in.text();
        return switch (kind) {
            case KEPT ->
                new Change.Kept(
                        place,
                        in.number(),
                        in.number(),
                        in.time(),
                        in.time(),
                        state(in.octet()),
                        in.smallNumber(),
                        AmqpMessage.of(in.bytes()));
            case GONE -> new Change.Gone(place, in.number());
            case NUMBERED -> new Change.Numbered(place, in.number());
            case SEEN -> new Change.Seen(place, in.text(), in.time());
            case STATED -> new Change.Stated(place, in.text(), state(in));
            case DEFINED -> defined(place, in);
            case REMOVED -> new Change.Removed(place);
            case CONFIGURED -> new Change.Configured(place, DefinitionCodec.read(in));
            default -> throw new IllegalArgumentException("No such kind of record: " + kind);
        };
    }

    private static Change defined(String place, RecordReader in) {
        var definition = DefinitionCodec.read(in);
        if (definition == null) {
            throw new IllegalArgumentException("An entity without a definition: " + place);
        }
        return new Change.Defined(place, definition, DefinitionCodec.profile(in));
    }

    private static @Nullable ByteBuffer state(RecordReader in) {
        var there = in.octet() == 1;
        var bytes = in.bytes();
        return there ? ByteBuffer.wrap(bytes) : null;
    }

    private static State state(int code) {
        return switch (code) {
            case 0 -> State.ACTIVE;
            case 1 -> State.DEFERRED;
            case 2 -> State.SCHEDULED;
            default -> throw new IllegalArgumentException("No such state: " + code);
        };
    }
}
