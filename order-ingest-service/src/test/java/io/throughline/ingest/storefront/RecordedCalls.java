package io.throughline.ingest.storefront;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers each question by its path, or by its body where it has one, and remembers them. */
public final class RecordedCalls implements QueryCalls {

    private final Function<String, String> answers;
    private final List<String> asked = new ArrayList<>();

    public RecordedCalls(Function<String, String> answers) {
        this.answers = answers;
    }

    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Optional<byte[]> get(String path) {
        return answer(path);
    }

    @Override
    public Optional<byte[]> ask(String path, byte[] question) {
        return answer(path + " " + new String(question, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> answer(String question) {
        asked.add(question);
        return Optional.of(answers.apply(question).getBytes(StandardCharsets.UTF_8));
    }
}
