package io.throughline.emulator.amqp.message;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a message are.
 *
 * @param header whole section; all parts are empty if absent
 * @param annotations the map alone
 * @param properties whole section
 * @param applicationProperties the map alone
 * @param body everything from the body on, footer included
 * @param data the contents of the data sections of the body
 */
record Sections(
        Slice header, Slice annotations, Slice properties, Slice applicationProperties, Slice body, List<Slice> data) {

    static final int HEADER = 0x70;
    static final int DELIVERY_ANNOTATIONS = 0x71;
    static final int MESSAGE_ANNOTATIONS = 0x72;
    static final int PROPERTIES = 0x73;
    static final int APPLICATION_PROPERTIES = 0x74;
    static final int DATA = 0x75;
    static final int FOOTER = 0x78;

    static Sections of(Slice message) {
        var parts = new Slice[DATA - HEADER];
        var data = new ArrayList<Slice>();
        var walk = new Walk(message);
        var body = message.to();
        while (!walk.done()) {
            var start = walk.position();
            var code = walk.descriptor();
            var value = walk.value();
            if (code < HEADER || code > FOOTER) {
                throw Walk.malformed();
            }
            if (code < DATA) {
                parts[code - HEADER] =
                        code == HEADER || code == PROPERTIES ? new Slice(message.bytes(), start, value.to()) : value;
            } else {
                body = Math.min(body, start);
            }
            if (code == DATA) {
                data.add(content(value));
            }
        }
        return of(parts, new Slice(message.bytes(), body, message.to()), data);
    }

    private static Sections of(Slice[] parts, Slice body, List<Slice> data) {
        for (var i = 0; i < parts.length; i++) {
            parts[i] = parts[i] == null ? Slice.EMPTY : parts[i];
        }
        return new Sections(
                parts[0],
                parts[MESSAGE_ANNOTATIONS - HEADER],
                parts[PROPERTIES - HEADER],
                parts[APPLICATION_PROPERTIES - HEADER],
                body,
                data);
    }

    private static Slice content(Slice binary) {
        var walk = new Walk(binary);
        var length = switch (walk.octet()) {
            case 0xa0 -> walk.octet();
            case 0xb0 -> walk.word();
            default -> throw Walk.malformed();
        };
        return new Slice(binary.bytes(), walk.position(), walk.position() + length);
    }
}
