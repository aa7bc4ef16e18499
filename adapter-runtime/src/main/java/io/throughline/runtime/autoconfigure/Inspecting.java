package io.throughline.runtime.autoconfigure;

import io.throughline.backbone.database.LogRelay;
import io.throughline.runtime.inspection.Inspections;
import io.throughline.runtime.store.RuntimeSchema;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for what was delivered while the adapter runs. */
final class Inspecting extends Phase {

    private final RuntimeSchema schema;
    private final Inspections inspections;

    Inspecting(RuntimeSchema schema, Inspections inspections) {
        super(ACT);
        this.schema = schema;
        this.inspections = inspections;
    }

    @Override
    void begin() {
        JdbcClient jdbc = JdbcClient.create(schema.dataSource());
        inspections.start((age, settings) -> new LogRelay<>(jdbc, age, settings));
    }

    @Override
    void end() {
        inspections.stop();
    }
}
