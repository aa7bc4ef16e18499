package io.throughline.stack.faults;

import io.throughline.stack.database.HeldTable;
import io.throughline.stack.parts.Service;
import java.util.List;
import java.util.stream.Stream;

/** A statement of the adapter waits for a table in its database. */
record StatementWaiting(HeldTable table, String text, Service adapter) implements Standstill {

    @Override
    public List<Service> standing() {
        return table.waiting(text).stream()
                .flatMap(name -> Stream.of(adapter, adapter.twin())
                        .filter(process -> process.name().equals(name)))
                .toList();
    }

    @Override
    public void killed(Service process) {
        table.end(process.name());
    }

    @Override
    public void close() {
        table.close();
    }
}
