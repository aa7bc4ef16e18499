package io.throughline.dashboard.store;

import io.throughline.events.outcome.CommandAnswer;
import io.throughline.events.outcome.CommandAnswers;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down what integrations answer to commands, each answer once. */
@Component
public class AnswerStore {

    private static final String WRITE = """
            insert into command_answer (command_id, integration, orderref, orderseq, answer, detail, total, at)
            select * from unnest(:commands, :integrations, :orderrefs, :orderseqs, :answers, :details, :totals, :ats)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;

    AnswerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Said(String integration, CommandAnswer answer) {}

    void record(List<CommandAnswers> messages) {
        List<Said> said = messages.stream()
                .flatMap(message -> message.answers().stream().map(answer -> new Said(message.integration(), answer)))
                .toList();
        if (said.isEmpty()) {
            return;
        }
        jdbc.sql(WRITE)
                .param("commands", Columns.of("uuid", said, one -> one.answer().commandId()))
                .param("integrations", Columns.of("text", said, Said::integration))
                .param("orderrefs", Columns.of("uuid", said, one -> one.answer().orderRef()))
                .param("orderseqs", Columns.of("int4", said, one -> one.answer().sequence()))
                .param(
                        "answers",
                        Columns.of("text", said, one -> one.answer().answer().word()))
                .param("details", Columns.of("text", said, one -> one.answer().detail()))
                .param("totals", Columns.of("int4", said, one -> one.answer().total()))
                .param(
                        "ats",
                        Columns.of("timestamptz", said, one -> one.answer().at()))
                .update();
    }
}
