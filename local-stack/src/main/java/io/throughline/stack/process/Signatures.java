package io.throughline.stack.process;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * Signatures of jars. The JVM checks them anew at every start and keeps no class of a signed jar in an archive; Maven
 * has compared the checksum of the whole file before.
 */
final class Signatures {

    private static final String FILES = "glob:*.{SF,RSA,DSA,EC}";

    private Signatures() {}

    /** Takes them out of all jars of a folder; those that have none stay as they are. */
    static void drop(Path folder) throws IOException {
        for (Path jar : matching(folder, folder.getFileSystem().getPathMatcher("glob:*.jar"))) {
            try (FileSystem inside = FileSystems.newFileSystem(jar)) {
                for (Path signature : matching(inside.getPath("/META-INF"), inside.getPathMatcher(FILES))) {
                    Files.delete(signature);
                }
            }
        }
    }

    private static List<Path> matching(Path folder, PathMatcher names) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> names.matches(file.getFileName())).toList();
        }
    }
}
