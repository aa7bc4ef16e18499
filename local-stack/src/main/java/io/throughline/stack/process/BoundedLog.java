package io.throughline.stack.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a process's output to a file and begins anew when it is full, keeping the one before. */
final class BoundedLog {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedLog.class);

    private final Path file;
    private final long limit;

    BoundedLog(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    /** Writes until the output ends, on a thread of its own. */
    Thread follow(InputStream output) {
        return Thread.ofVirtual().name("log-" + file.getFileName()).start(() -> copy(output));
    }

    private void copy(InputStream output) {
        try (output) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            boolean open = true;
            while (open) {
                open = fill(output);
            }
        } catch (IOException broken) {
            LOG.warn("Cannot write {}", file, broken);
        }
    }

    /** Fills one file; false when the output has ended. */
    private boolean fill(InputStream output) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        byte[] chunk = new byte[8192];
        long written = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int length = output.read(chunk); length >= 0; length = output.read(chunk)) {
                out.write(chunk, 0, length);
                written += length;
                if (written > limit) {
                    return true;
                }
            }
            return false;
        }
    }
}
