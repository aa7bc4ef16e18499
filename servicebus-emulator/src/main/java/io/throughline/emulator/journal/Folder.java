package io.throughline.emulator.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of a journal: {@code journal-<n>}, of which the highest counts, alone and whole. A new one is written under
 * another name and gets its own when it is complete, so that at any moment one of them is.
 */
final class Folder {

    private static final Pattern SEGMENT = Pattern.compile("journal-(\\d{1,18})");
    private static final String UNFINISHED = "unfinished";

    /** What a segment begins with. */
    interface Content {
        void to(Segment segment) throws IOException;
    }

    private final Path path;
    private long current;

    private Folder(Path path, long current) {
        this.path = path;
        this.current = current;
    }

    static Folder open(Path path) throws IOException {
        var numbers = files(path).stream()
                .flatMap(file -> number(file).stream())
                .sorted()
                .toList();
        var folder = new Folder(path, numbers.isEmpty() ? 0 : numbers.getLast());
        folder.clear();
        return folder;
    }

    /** The one that counts, at its beginning. */
    Optional<Segment> segment() throws IOException {
        return current == 0 ? Optional.empty() : Optional.of(Segment.open(file(current)));
    }

    /** Begins a new segment with this content, in place of all before. */
    Segment begin(Content content) throws IOException {
        var unfinished = path.resolve(UNFINISHED);
        var segment = Segment.create(unfinished);
        content.to(segment);
        segment.force();
        Files.move(unfinished, file(current + 1), StandardCopyOption.ATOMIC_MOVE);
        current++;
        forceNames();
        clear();
        return segment;
    }

    /** Removes what does not count: segments before the current one, and one that was never finished. */
    private void clear() throws IOException {
        for (var file : files(path)) {
            var older = number(file).filter(number -> number < current).isPresent();
            if (older || file.getFileName().toString().equals(UNFINISHED)) {
                Files.delete(file);
            }
        }
    }

    private void forceNames() throws IOException {
        try (var names = FileChannel.open(path, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private Path file(long number) {
        return path.resolve("journal-" + number);
    }

    private static List<Path> files(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return files.toList();
        }
    }

    private static Optional<Long> number(Path file) {
        var name = SEGMENT.matcher(file.getFileName().toString());
        return name.matches() ? Optional.of(Long.valueOf(name.group(1))) : Optional.empty();
    }
}
