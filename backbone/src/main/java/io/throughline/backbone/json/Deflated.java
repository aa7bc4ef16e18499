package io.throughline.backbone.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Bodies as they are kept in tables: deflated here, which writes less WAL than any compression of PostgreSQL, and with
 * a dictionary of the names that orders are made of, which halves a body of a few kilobytes once more.
 */
public final class Deflated {

    private static final int CHUNK = 8192;

    /** What it holds is in every table: a better one gets the next number, and this one stays to read with. */
    private static final byte[] DICTIONARY = resource("deflate-1.dictionary");

    private Deflated() {}

    public static byte[] deflate(byte[] plain) {
        try (Deflater deflater = new Deflater()) {
            deflater.setDictionary(DICTIONARY);
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
                int length = inflate(inflater, chunk);
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

    private static int inflate(Inflater inflater, byte[] chunk) throws DataFormatException {
        int length = inflater.inflate(chunk);
        if (inflater.needsDictionary()) {
            // refuses any other than the one that the body names
            inflater.setDictionary(DICTIONARY);
            length = inflater.inflate(chunk);
        }
        if (length == 0 && !inflater.finished() && inflater.needsInput()) {
            throw new IllegalArgumentException("The deflated body is cut short");
        }
        return length;
    }

    private static byte[] resource(String name) {
        try (InputStream file = Deflated.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
