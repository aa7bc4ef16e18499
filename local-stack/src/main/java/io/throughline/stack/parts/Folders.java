package io.throughline.stack.parts;

import io.throughline.stack.process.FileTree;
import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the stack keeps what it keeps.
 *
 * @param root the project's folder
 * @param state what a start with {@code --fresh} forgets
 */
public record Folders(Path root, Path state) {

    private static final String LOCAL = ".local";

    /** State that stays from one start to the next. */
    public static Folders lasting(Path root) {
        return new Folders(root, root.resolve(LOCAL).resolve("state"));
    }

    /** State of one run alone. */
    public static Folders passing(Path root) {
        try {
            Path runs = Files.createDirectories(root.resolve(LOCAL).resolve("checks"));
            return new Folders(root, Files.createTempDirectory(runs, "run-"));
        } catch (IOException refused) {
            throw new StackException("Cannot write below " + root.resolve(LOCAL), refused);
        }
    }

    Path data() {
        return state.resolve("postgres");
    }

    Path broker() {
        return state.resolve("broker");
    }

    public Path logs() {
        return state.resolve("logs");
    }

    /** Where the parts in this JVM, PostgreSQL and the broker among them, are logged. */
    Path ownLog() {
        return logs().resolve("local-stack.log");
    }

    /** What commands of runbooks printed; made when asked for, and apart from the logs that they read. */
    public Path rehearsal() {
        try {
            return Files.createDirectories(state.resolve("runbooks"));
        } catch (IOException refused) {
            throw new StackException("Cannot write below " + state, refused);
        }
    }

    Path secrets() {
        return state.resolve("secrets.properties");
    }

    Path dashboardPassword() {
        return state.resolve("dashboard-password");
    }

    Path approverPassword() {
        return state.resolve("approver-password");
    }

    Path topology() {
        return root.resolve("deploy/topology/Config.json");
    }

    /** Jars taken apart: they belong to the build, not to the state. */
    Path jars() {
        return root.resolve(LOCAL).resolve("jars");
    }

    /** Deletes the state, and nothing else. */
    public void forget() {
        if (!Files.exists(state)) {
            return;
        }
        try {
            FileTree.delete(state);
        } catch (IOException refused) {
            throw new StackException("Cannot delete " + state, refused);
        }
    }
}
