package io.throughline.emulator.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of records, each with its length and checksum before it, behind a line that says what the file is. A record
 * that was written last and not wholly is as good as never written.
 */
final class Segment implements AutoCloseable {

    private static final byte[] MAGIC = {'T', 'L', 'J', 'R', 'N', 'L', '3', '\n'};
    private static final int HEAD = 2 * Integer.BYTES;

    private final Path file;
    private final FileChannel channel;

    private Segment(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Segment create(Path file) throws IOException {
        var segment = new Segment(
                file,
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
        segment.writeAll(ByteBuffer.wrap(MAGIC));
        return segment;
    }

    /** At its beginning, to be read to its end before anything is added. */
    static Segment open(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var segment = new Segment(file, channel);
        if (channel.size() < MAGIC.length || !Arrays.equals(segment.read(MAGIC.length), MAGIC)) {
            channel.close();
            throw new JournalException(
                    file + " is not a journal, or one of another version. Begin anew with an empty folder");
        }
        return segment;
    }

    /** The next record; none at the end, or where the last one was not wholly written. */
    Optional<byte[]> next() throws IOException {
        var start = channel.position();
        var rest = channel.size() - start - HEAD;
        if (rest < 0) {
            return Optional.empty();
        }
        var head = ByteBuffer.wrap(read(HEAD));
        var length = head.getInt();
        if (length <= 0 || length > rest) {
            channel.position(start);
            return Optional.empty();
        }
        var record = read(length);
        if (checksum(ByteBuffer.wrap(record)) == head.getInt()) {
            return Optional.of(record);
        }
        if (length < rest) {
            throw new JournalException(file + " is damaged at byte " + start + ", with more behind it. Mend it from a"
                    + " copy, or begin anew with an empty folder");
        }
        channel.position(start);
        return Optional.empty();
    }

    /** Cuts off what is behind the last record read; says how many bytes that were. */
    long cutTail() throws IOException {
        var torn = channel.size() - channel.position();
        channel.truncate(channel.position());
        return torn;
    }

    void add(ByteBuffer record) throws IOException {
        var head = ByteBuffer.allocate(HEAD).putInt(record.remaining()).putInt(checksum(record.duplicate()));
        writeAll(head.flip(), record);
    }

    void addUnchecked(ByteBuffer record) {
        try {
            add(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when what was added survives even a power cut. */
    void force() throws IOException {
        channel.force(false);
    }

    long size() throws IOException {
        return channel.position();
    }

    private byte[] read(int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException(file + " became shorter while it was read");
            }
        }
        return buffer.array();
    }

    private void writeAll(ByteBuffer... buffers) throws IOException {
        while (buffers[buffers.length - 1].hasRemaining()) {
            channel.write(buffers);
        }
    }

    private static int checksum(ByteBuffer record) {
        var crc = new CRC32C();
        crc.update(record);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
