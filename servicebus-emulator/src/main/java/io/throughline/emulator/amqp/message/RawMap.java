package io.throughline.emulator.amqp.message;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Set;

/** Changes entries of an encoded map and leaves the bytes of all others as they are. */
final class RawMap {

    private static final int MAP8 = 0xc1;
    private static final int MAP32 = 0xd1;

    private RawMap() {}

    /**
     * @param map the encoded map, or empty for none
     * @param put entries to add or replace; keys are strings or symbols, as in the map
     * @param removed keys to leave out, written as text
     */
    static byte[] patch(Slice map, Map<?, ?> put, Set<String> removed) {
        var entries = new ByteArrayOutputStream(map.length() + 64 * put.size() + 16);
        var count = 0;
        if (map.length() > 0) {
            var walk = entriesOf(map);
            while (!walk.done()) {
                count += copyEntry(walk, entries, new Patch(put, removed));
            }
        }
        for (var entry : put.entrySet()) {
            entries.writeBytes(Codec.encode(entry.getKey(), entry.getValue()));
            count += 2;
        }
        return withHeader(entries, count);
    }

    /** Fails if a map that is there could not be decoded or patched, which looks at its keys by themselves. */
    static void requireReadable(Slice map) {
        if (map.length() == 0) {
            return;
        }
        if (Codec.decode(map).filter(Map.class::isInstance).isEmpty()) {
            throw Walk.malformed();
        }
        for (var walk = entriesOf(map); !walk.done(); ) {
            Codec.decode(walk.value());
            walk.value();
        }
    }

    private record Patch(Map<?, ?> put, Set<String> removed) {
        boolean drops(Slice key) {
            var name = Codec.decode(key).orElse("");
            return put.containsKey(name) || removed.contains(name.toString());
        }
    }

    private static int copyEntry(Walk walk, ByteArrayOutputStream entries, Patch patch) {
        var key = walk.value();
        var value = walk.value();
        if (patch.drops(key)) {
            return 0;
        }
        entries.write(key.bytes(), key.from(), value.to() - key.from());
        return 2;
    }

    private static Walk entriesOf(Slice map) {
        var header = switch (map.bytes()[map.from()] & 0xff) {
            case MAP8 -> 3;
            case MAP32 -> 9;
            default -> throw Walk.malformed();
        };
        if (map.length() < header) {
            throw Walk.malformed();
        }
        return new Walk(new Slice(map.bytes(), map.from() + header, map.to()));
    }

    private static byte[] withHeader(ByteArrayOutputStream entries, int count) {
        var map = new ByteArrayOutputStream(entries.size() + 9);
        map.write(MAP32);
        map.writeBytes(word(entries.size() + 4));
        map.writeBytes(word(count));
        map.writeBytes(entries.toByteArray());
        return map.toByteArray();
    }

    private static byte[] word(int value) {
        return new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
    }
}
