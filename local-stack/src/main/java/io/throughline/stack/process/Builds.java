package io.throughline.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is kept of a module's builds, a folder each. A system that still runs an earlier build goes on, so the newest
 * few stay.
 *
 * @param folder of the module
 */
record Builds(Path folder) {

    private static final int KEPT = 3;
    private static final int RADIX = 36;
    /** Since 1972 and until 2059: as text they sort as their times do. */
    private static final String NAME = "[0-9a-z]{8}";

    /** Where the build that made this jar belongs. */
    Path of(Path jar) throws IOException {
        return folder.resolve(Long.toString(Files.getLastModifiedTime(jar).toMillis(), RADIX));
    }

    void forgetOlder() throws IOException {
        List<Path> old;
        try (Stream<Path> builds = Files.list(folder)) {
            old = builds.filter(build -> build.getFileName().toString().matches(NAME))
                    .sorted(Comparator.reverseOrder())
                    .skip(KEPT)
                    .toList();
        }
        for (Path build : old) {
            FileTree.delete(build);
        }
    }
}
