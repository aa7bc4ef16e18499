package io.throughline.runtime.samples;

import io.throughline.backbone.testing.DatabaseTemplate;
import io.throughline.runtime.store.RuntimeSchema;

/** The runtime's tables, as nearly every test of it begins with them. */
public final class RuntimeTables {

    public static final DatabaseTemplate EMPTY = new DatabaseTemplate(RuntimeSchema::new);

    private RuntimeTables() {}
}
