package io.throughline.emulator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {

    static final byte[] FIRST = {1, 2, 3};
    static final byte[] SECOND = {4, 5};
    static final byte[] LAST = {6, 7, 8, 9, 10, 11};
    static final byte[] LATER = {12};

    @TempDir
    Path folder;

    Path file;
    long beforeLast;

    @BeforeEach
    void hasThreeRecords() throws IOException {
        file = folder.resolve("segment");
        try (var segment = Segment.create(file)) {
            segment.add(ByteBuffer.wrap(FIRST));
            segment.add(ByteBuffer.wrap(SECOND));
            beforeLast = segment.size();
            segment.add(ByteBuffer.wrap(LAST));
        }
    }

    private List<byte[]> read() throws IOException {
        try (var segment = Segment.open(file)) {
            return read(segment);
        }
    }

    private static List<byte[]> read(Segment segment) throws IOException {
        var records = new ArrayList<byte[]>();
        for (var next = segment.next(); next.isPresent(); next = segment.next()) {
            records.add(next.get());
        }
        return records;
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        assertThat(read()).containsExactly(FIRST, SECOND, LAST);
    }

    @Test
    void readsExactlyTheCompletePrefixWhereverTheLastRecordIsCutAndGoesOnFromThere() throws IOException {
        var whole = Files.readAllBytes(file);
        assertThat(whole.length - beforeLast).isGreaterThan(LAST.length);
        for (var length = (int) beforeLast; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            try (var segment = Segment.open(file)) {
                assertThat(read(segment)).containsExactly(FIRST, SECOND);
                assertThat(segment.cutTail()).isEqualTo(length - beforeLast);
                segment.add(ByteBuffer.wrap(LATER));
            }

            assertThat(read()).containsExactly(FIRST, SECOND, LATER);
        }
    }

    @Test
    void ignoresALastRecordWhoseBytesDidNotArrive() throws IOException {
        var whole = Files.readAllBytes(file);
        for (var from = (int) beforeLast; from < whole.length; from++) {
            var zeros = whole.clone();
            Arrays.fill(zeros, from, zeros.length, (byte) 0);
            Files.write(file, zeros);

            assertThat(read()).containsExactly(FIRST, SECOND);
        }
    }

    @Test
    void refusesDamageInTheMiddle() throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[(int) beforeLast - 1] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(this::read)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is damaged at byte 19");
    }

    @Test
    void refusesWhatIsNoJournal() throws IOException {
        Files.writeString(file, "something else");

        assertThatThrownBy(this::read).isInstanceOf(JournalException.class).hasMessageContaining("is not a journal");
    }
}
