package io.throughline.dashboard.store;

import io.throughline.dashboard.DashboardProperties;
import io.throughline.dashboard.ledger.GivenCommand;
import io.throughline.dashboard.ledger.GivenCommand.Given;
import io.throughline.dashboard.ledger.GivenCommand.Said;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads commands that were given, and what became of them. */
@Component
public class GivenCommands {

    private static final String GIVEN = """
            select kind, integration, actor, role, reason, at from audit where command_id = :id
            """;

    private static final String COUNTS = """
            select answer, count(*) as answers from command_answer
            where command_id = :id and orderref is not null group by answer order by answer
            """;

    private static final String SAID = """
            select orderref, orderseq, answer, detail, total, at from command_answer
            where command_id = :id and (orderref is null) = :whole
            order by at desc, orderref, orderseq limit :limit
            """;

    private final JdbcClient jdbc;
    private final DashboardProperties properties;

    GivenCommands(JdbcClient jdbc, DashboardProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Absent when no such command was given here. */
    public Optional<GivenCommand> find(UUID commandId) {
        return given(commandId)
                .map(given -> GivenCommand.of(given, counts(commandId), said(commandId, true), said(commandId, false)));
    }

    public Optional<Given> given(UUID commandId) {
        return jdbc.sql(GIVEN)
                .param("id", commandId)
                .query((row, index) -> new Given(
                        commandId,
                        row.getString("kind"),
                        row.getString("integration"),
                        row.getString("actor"),
                        row.getString("role"),
                        row.getString("reason"),
                        Columns.instant(row, "at")))
                .optional();
    }

    private Map<String, Long> counts(UUID commandId) {
        return jdbc
                .sql(COUNTS)
                .param("id", commandId)
                .query((row, index) -> Map.entry(row.getString("answer"), row.getLong("answers")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Newest first. */
    private List<Said> said(UUID commandId, boolean whole) {
        return jdbc.sql(SAID)
                .param("id", commandId)
                .param("whole", whole)
                .param("limit", properties.maxRows())
                .query((row, index) -> new Said(
                        row.getObject("orderref", UUID.class),
                        row.getObject("orderseq", Integer.class),
                        row.getString("answer"),
                        row.getString("detail"),
                        row.getObject("total", Integer.class),
                        Columns.instant(row, "at")))
                .list();
    }
}
