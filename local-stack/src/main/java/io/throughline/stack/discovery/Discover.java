package io.throughline.stack.discovery;

import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./discover}: drafts a catalogue entry for each integration that a file shows. */
final class Discover {

    private static final long LARGEST = 64L << 20;

    private Discover() {}

    /** Ends the JVM: with 0 when every file showed something. */
    public static void main(String[] files) {
        boolean all = true;
        for (String file : files) {
            try {
                drafts(Path.of(file))
                        .forEach(draft -> System.out.println("--- # " + draft.module() + "\n" + draft.yaml()));
            } catch (StackException nothing) {
                System.err.println(nothing.getMessage());
                all = false;
            }
        }
        System.exit(all ? 0 : 1);
    }

    /** @throws StackException when the file cannot be read, or shows no integration in any form that is known */
    static List<Draft> drafts(Path file) {
        try {
            List<Draft> drafts =
                    sightings(file, text(file)).stream().map(Draft::new).toList();
            if (drafts.isEmpty()) {
                throw new StackException(file + " shows no integration: a crontab, a flow's definition in JSON, a job's"
                        + " properties and an access log can be read");
            }
            return drafts;
        } catch (IOException unreadable) {
            throw new StackException("Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static List<Sighting> sightings(Path file, String text) {
        if (FlowDefinition.looksLike(text)) {
            return new FlowDefinition(file).sightings(text);
        }
        if (AccessLog.looksLike(text)) {
            return new AccessLog(file).sightings(text);
        }
        if (Crontab.looksLike(text)) {
            return new Crontab(file).sightings(text);
        }
        return JobProperties.looksLike(text) ? new JobProperties(file).sightings(text) : List.of();
    }

    /** Of no larger file than can be held; whatever is no UTF-8 in it is read as a question mark. */
    static String text(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("larger than " + (LARGEST >> 20) + " MB: give it a part");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
