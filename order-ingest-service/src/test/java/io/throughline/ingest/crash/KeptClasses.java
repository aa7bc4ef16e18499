package io.throughline.ingest.crash;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The classes of the service under test, kept as the JVM uses them: each of its many lives begins with little more than
 * half of the work. Made by the first that asks, with a life that ends before it begins to work.
 */
final class KeptClasses {

    private static final Path FOLDER = Path.of("target", "kept-classes").toAbsolutePath();

    private final Path folder;
    private final Path archive;

    private KeptClasses(long build) {
        this.folder = FOLDER.resolve(Long.toString(build));
        this.archive = folder.resolve("classes.jsa");
    }

    /**
     * What the JVM is to be told, its class path included.
     *
     * @param training main class and arguments of the life that loads what is to be kept
     */
    static List<String> options(List<String> training) throws IOException {
        Files.createDirectories(FOLDER);
        try (FileChannel channel =
                        FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock others = channel.lock()) {
            KeptClasses kept = new KeptClasses(newest(classPath()));
            if (others.isValid() && Files.notExists(kept.archive)) {
                kept.make(training);
            }
            return kept.with("-XX:SharedArchiveFile=" + kept.archive);
        }
    }

    private List<String> with(String option) {
        String path = classPath().stream()
                .map(this::packed)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(option, "-Xlog:cds=off", "-cp", path);
    }

    private void make(List<String> training) throws IOException {
        Files.createDirectories(folder);
        for (Path entry : classPath()) {
            if (Files.isDirectory(entry)) {
                pack(entry);
            }
        }
        Path draft = folder.resolve("draft.jsa");
        List<String> command = new ArrayList<>(ChildIngest.JVM);
        command.addAll(with("-XX:ArchiveClassesAtExit=" + draft));
        command.add("-Dspring.context.exit=onRefresh");
        command.addAll(training);
        Path output = folder.resolve("output");
        Process life = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        if (life.onExit().join().exitValue() != 0) {
            throw new IOException("The classes cannot be kept:\n" + Files.readString(output));
        }
        Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Only of jars are classes kept: a folder of classes becomes one. */
    private Path packed(Path entry) {
        return Files.isDirectory(entry) ? folder.resolve(entry.getFileName() + ".jar") : entry;
    }

    private void pack(Path directory) throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(packed(directory)));
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.skip(1).toList()) {
                String name = directory.relativize(file).toString();
                jar.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, jar);
                }
            }
        }
    }

    private static List<Path> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator)).map(Path::of).toList();
    }

    /** When the last of these was written, in milliseconds: another build is another archive. */
    private static long newest(List<Path> entries) throws IOException {
        long newest = 0;
        for (Path entry : entries) {
            try (Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.toList()) {
                    newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
                }
            }
        }
        return newest;
    }
}
