package io.throughline.emulator.core;

import io.throughline.emulator.rules.Changes;
import io.throughline.emulator.rules.Subject;
import io.throughline.emulator.rules.SystemProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message without a wire. */
record Letter(
        String id,
        Map<String, Object> properties,
        @Nullable Duration life,
        @Nullable Instant due,
        @Nullable String session,
        @Nullable Passage way)
        implements Message, Subject {

    static Letter of(String id) {
        return new Letter(id, Map.of(), null, null, null, null);
    }

    Letter living(Duration time) {
        return new Letter(id, properties, time, due, session, way);
    }

    Letter at(Instant time) {
        return new Letter(id, properties, life, time, session, way);
    }

    Letter in(String id) {
        return new Letter(this.id, properties, life, due, id, way);
    }

    @Override
    public Optional<String> messageId() {
        return Optional.of(id);
    }

    @Override
    public Optional<String> sessionId() {
        return Optional.ofNullable(session);
    }

    @Override
    public Optional<Duration> timeToLive() {
        return Optional.ofNullable(life);
    }

    @Override
    public Optional<Instant> scheduledFor() {
        return Optional.ofNullable(due);
    }

    @Override
    public Optional<Passage> passage() {
        return Optional.ofNullable(way);
    }

    @Override
    public Message passedOn(Passage passage) {
        return new Letter(id, properties, life, due, session, passage);
    }

    @Override
    public Subject subject() {
        return this;
    }

    @Override
    public Message with(Changes changes) {
        var changed = new LinkedHashMap<>(properties);
        changed.putAll(changes.properties());
        return new Letter(id, changed, life, due, session, way);
    }

    @Override
    public Optional<Object> system(SystemProperty name) {
        return Optional.empty();
    }

    @Override
    public Optional<Object> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }
}
