package io.throughline.emulator.journal;

import io.throughline.emulator.core.Change;
import io.throughline.emulator.core.Journal;
import io.throughline.emulator.core.Namespace;
import io.throughline.emulator.core.Restoration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a folder. All changes of one commit are one record of a file that only grows, until so many of them are
 * without effect by now that it is written anew. A failure to write is final.
 */
public final class FileJournal implements Journal {

    private static final System.Logger LOG = System.getLogger(FileJournal.class.getName());
    private static final int SNAPSHOT_RECORD_BYTES = 1 << 20;

    private final JournalOptions options;
    private final FolderLock lock;
    private final Folder folder;
    private final RecordWriter pending = new RecordWriter();
    private @Nullable Namespace namespace;
    private @Nullable Segment segment;
    private long changes;
    private long nextLook;
    private boolean failed;

    private FileJournal(JournalOptions options, FolderLock lock, Folder folder) {
        this.options = options;
        this.lock = lock;
        this.folder = folder;
        this.nextLook = options.compactionBytes();
    }

    /**
     * Takes the folder for this process alone, and makes it if it is not there.
     *
     * @throws JournalException if it is in use or cannot be used
     */
    public static FileJournal open(JournalOptions options) {
        try {
            Files.createDirectories(options.folder());
            return open(options, FolderLock.of(options.folder()));
        } catch (IOException e) {
            // Not its message alone, which is often no more than the path.
            throw new JournalException("The folder " + options.folder() + " cannot be used: " + e, e);
        }
    }

    private static FileJournal open(JournalOptions options, FolderLock lock) throws IOException {
        try {
            return new FileJournal(options, lock, Folder.open(options.folder()));
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public void restore(Namespace entities) {
        try {
            namespace = entities;
            var existing = folder.segment();
            if (existing.isEmpty()) {
                segment = folder.begin(this::snapshot);
            } else {
                segment = existing.get();
                replay(existing.get(), entities);
            }
        } catch (IOException e) {
            throw new JournalException("The journal in " + options.folder() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void replay(Segment from, Namespace into) throws IOException {
        var restoration = into.restoration();
        for (var record = from.next(); record.isPresent(); record = from.next()) {
            for (var reader = new RecordReader(record.get()); !reader.done(); changes++) {
                apply(restoration, reader);
            }
        }
        var torn = from.cutTail();
        if (torn > 0) {
            LOG.log(System.Logger.Level.WARNING, "{0} bytes were not wholly written, nor answered, before", torn);
        }
    }

    private void apply(Restoration restoration, RecordReader reader) {
        try {
            restoration.apply(ChangeCodec.read(reader));
        } catch (RuntimeException e) {
            // The checksum is right: it was written so, by something else than this.
            throw new JournalException(
                    "The journal in " + options.folder() + " holds a record that this version cannot use: "
                            + e.getMessage() + ". Begin anew with an empty folder",
                    e);
        }
    }

    @Override
    public void add(Change change) {
        ChangeCodec.write(pending, change);
        changes++;
    }

    @Override
    public void commit() {
        if (failed) {
            throw new JournalException("The journal in " + options.folder() + " could not be written before");
        }
        if (pending.size() == 0) {
            return;
        }
        failed = true;
        try {
            write(open());
        } catch (IOException e) {
            throw new UncheckedIOException("The journal in " + options.folder() + " cannot be written", e);
        }
        failed = false;
    }

    private void write(Segment current) throws IOException {
        current.add(pending.take());
        current.force();
        if (current.size() >= nextLook) {
            compact(current);
        }
    }

    private void compact(Segment current) throws IOException {
        var alive = new AtomicLong();
        entities().describe(change -> alive.incrementAndGet());
        if (changes - alive.get() > changes * options.deadShare()) {
            changes = alive.get();
            segment = folder.begin(this::snapshot);
            current.close();
        }
        // Counting what is alive takes a while: not again before the file has grown by a quarter.
        nextLook = Math.max(options.compactionBytes(), open().size() + open().size() / 4);
    }

    private void snapshot(Segment into) throws IOException {
        var record = new RecordWriter();
        try {
            entities().describe(change -> {
                ChangeCodec.write(record, change);
                if (record.size() >= SNAPSHOT_RECORD_BYTES) {
                    into.addUnchecked(record.take());
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (record.size() > 0) {
            into.add(record.take());
        }
    }

    private Namespace entities() {
        if (namespace == null) {
            throw new IllegalStateException("Nothing was restored yet");
        }
        return namespace;
    }

    private Segment open() {
        if (segment == null) {
            throw new IllegalStateException("Nothing was restored yet");
        }
        return segment;
    }

    /** Commits what is left, and lets go of the folder. */
    @Override
    public void close() {
        try (lock) {
            if (segment != null) {
                try (var last = segment) {
                    finish(last);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal in " + options.folder() + " cannot be closed", e);
        }
    }

    private void finish(Segment last) throws IOException {
        if (!failed && pending.size() > 0) {
            last.add(pending.take());
            last.force();
        }
    }
}
