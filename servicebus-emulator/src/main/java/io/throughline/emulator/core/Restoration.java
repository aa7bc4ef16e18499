package io.throughline.emulator.core;

/** Makes changes of an earlier life again, in the order of old and unheard. */
public final class Restoration {

    private final Namespace namespace;
    private final Configuration configuration;

    Restoration(Namespace namespace, Configuration configuration) {
        this.namespace = namespace;
        this.configuration = configuration;
    }

    /** Fails if it happened in an entity that is not there: then something is missing before it. */
    public void apply(Change change) {
        switch (change) {
            case Change.Configured configured -> configuration.restore(configured);
            case Change.Defined defined -> namespace.directory().define(defined);
            case Change.Removed(var path) -> namespace.directory().drop(path);
            case Change.Content content -> apply(content);
        }
    }

    private void apply(Change.Content change) {
        var place = namespace.place(change.place());
        if (place.isEmpty() || !place.get().restore(change)) {
            throw new IllegalStateException("There is no place for it: " + change.place());
        }
    }
}
