package io.throughline.stack.runbook;

import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One fenced block of a runbook.
 *
 * @param page without its ending: {@code ParkedDeliveries}
 * @param mark what stands behind the opening fence: {@code sh run}; empty when nothing does
 */
public record Block(String page, String mark, String text) {

    /** Run as it stands against the running system. */
    public static final String RUN = "sh run";

    private static final String MARKDOWN = ".md";
    private static final String ASKED = "sql ";
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```([^\\n]*)\\n(.*?)^ *```$");

    /**
     * Those of every page, in the order of pages and places.
     *
     * @param root the project's folder
     */
    public static List<Block> in(Path root) {
        Path folder = root.resolve("docs/runbooks");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(MARKDOWN))
                    .sorted()
                    .flatMap(Block::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new StackException("Cannot read " + folder, unreadable);
        }
    }

    private static Stream<Block> of(Path file) {
        String name = file.getFileName().toString();
        String page = name.substring(0, name.length() - MARKDOWN.length());
        return FENCED.matcher(read(file)).results().map(found -> new Block(page, found.group(1), found.group(2)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new StackException("Cannot read " + file, unreadable);
        }
    }

    /** Of SQL, whose database is to be asked: {@code ingest}, {@code dashboard}, {@code adapter}. */
    public Optional<String> database() {
        return mark.startsWith(ASKED) ? Optional.of(mark.substring(ASKED.length())) : Optional.empty();
    }
}
