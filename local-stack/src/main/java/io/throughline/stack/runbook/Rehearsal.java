package io.throughline.stack.runbook;

import io.throughline.stack.database.Questions;
import io.throughline.stack.parts.Service;
import io.throughline.stack.parts.Stack;
import io.throughline.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Does what the runbooks say against the running system: their marked commands, page by page, and their SQL. */
public final class Rehearsal {

    /** An answer that is an error fails the page, unless the page looks at the answer's status itself. */
    private static final String PRELUDE = """
            set -eu
            curl() {
                case " $* " in
                    *" -w "*) command curl "$@" ;;
                    *) command curl --fail-with-body "$@" ;;
                esac
            }
            """;

    /** The order that the pages speak of. */
    private static final String EXAMPLE = "shopify:demo-shop:5001";

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int LAST_WORDS = 400;

    private final Stack stack;
    private final String orderKey;
    private final List<Block> blocks;
    private final Path folder;

    /** @param orderKey an order that the system was told of and a delivery of which is parked at fulfillment-adapter */
    public Rehearsal(Stack stack, String orderKey) {
        this.stack = stack;
        this.orderKey = orderKey;
        this.blocks = Block.in(stack.folders().root());
        this.folder = stack.folders().rehearsal();
    }

    /** What does not work, a line for each page. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        Map<String, StringBuilder> scripts = new LinkedHashMap<>();
        for (Block block : blocks) {
            if (block.mark().equals(Block.RUN)) {
                scripts.computeIfAbsent(block.page(), page -> new StringBuilder(PRELUDE))
                        .append(here(block.text()));
            }
            block.database().flatMap(database -> asked(block, database)).ifPresent(complaints::add);
        }
        scripts.forEach((page, script) -> run(page, script.toString()).ifPresent(complaints::add));
        return complaints;
    }

    /** How many blocks that are. */
    public long size() {
        return blocks.stream()
                .filter(block ->
                        block.mark().equals(Block.RUN) || block.database().isPresent())
                .count();
    }

    private Optional<String> asked(Block block, String database) {
        String name = database.equals("adapter") ? Service.FULFILLMENT.database() : database;
        try {
            new Questions(stack.postgres(), name).ask(block.text());
            return Optional.empty();
        } catch (IllegalStateException refused) {
            return Optional.of("runbook " + block.page() + ": " + refused.getCause());
        }
    }

    /** The addresses and folders of this system in the place of the usual ones. */
    private String here(String text) {
        return stack.moved(text).replace(EXAMPLE, orderKey);
    }

    private Optional<String> run(String page, String script) {
        Path output = folder.resolve(page + ".log");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(stack.folders().root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("DASHBOARD", stack.dashboard().toString());
        try {
            builder.environment()
                    .put(
                            "LOGIN",
                            "operator:"
                                    + Files.readString(stack.dashboardPassword())
                                            .strip());
            return ended(builder.start()).map(how -> "runbook " + page + ": " + how + "; " + lastWords(output));
        } catch (IOException refused) {
            throw new StackException("Cannot run what runbook " + page + " says", refused);
        }
    }

    /** How it ended when that was not well. */
    private static Optional<String> ended(Process process) throws IOException {
        process.getOutputStream().close();
        try {
            if (process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                int code = process.exitValue();
                return code == 0 ? Optional.empty() : Optional.of("exit code " + code);
            }
            return Optional.of("not through within " + LONGEST.toSeconds() + " s");
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String lastWords(Path output) {
        try {
            String text = Files.readString(output).strip();
            return text.substring(Math.max(0, text.length() - LAST_WORDS)).replace('\n', ' ');
        } catch (IOException unreadable) {
            return "its output cannot be read: " + unreadable.getMessage();
        }
    }
}
