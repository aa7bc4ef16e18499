package io.throughline.stack.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Queries that people or dashboards ask, read by Prometheus as if each were a rule. */
record Expressions(List<String> queries) {

    /** Fails with the query and the place in it that is wrong. */
    void check(Path folder) throws IOException, InterruptedException {
        JsonMapper json = new JsonMapper();
        String rules = IntStream.range(0, queries.size())
                .mapToObj(place -> "      - {record: 'query:%d', expr: %s}"
                        .formatted(place, json.writeValueAsString(queries.get(place))))
                .reduce("groups:\n  - name: queries\n    rules:\n", (all, one) -> all + one + "\n");
        Files.writeString(folder.resolve("queries.yaml"), rules);
        new DebianTool("promtool").run(folder, Stream.of("check", "rules", "queries.yaml"));
    }
}
