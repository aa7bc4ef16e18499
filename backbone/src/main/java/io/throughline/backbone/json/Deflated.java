package io.throughline.backbone.json;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bodies as they are kept in tables: deflated here, which writes less WAL than any compression of PostgreSQL. */
public final class Deflated {

    private static final int CHUNK = 8192;

    private Deflated() {}

    public static byte[] deflate(byte[] plain) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3 + 64);
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        }
    }

    /**
     * The original bytes.
     *
     * @param limit most bytes the result may have; a body that inflates beyond it is refused
     * @throws IllegalArgumentException when the bytes are not deflated, or the result is larger than the limit
     */
    public static byte[] inflate(byte[] deflated, int limit) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(deflated);
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(limit, deflated.length * 4 + 64));
            byte[] chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                int length = inflater.inflate(chunk);
                if (length == 0 && !inflater.finished() && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IllegalArgumentException("The deflated body is cut short");
                }
                if (out.size() + length > limit) {
                    throw new IllegalArgumentException("The body inflates to more than " + limit + " bytes");
                }
                out.write(chunk, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException broken) {
            throw new IllegalArgumentException("The body is not deflated", broken);
        }
    }
}
