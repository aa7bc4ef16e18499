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
        @Nullable String session)
        implements Message, Subject {

    static Letter of(String id) {
        return new Letter(id, Map.of(), null, null, null);
    }

    Letter living(Duration time) {
        return new Letter(id, properties, time, due, session);
    }

    Letter at(Instant time) {
        return new Letter(id, properties, life, time, session);
    }

    Letter in(String id) {
        return new Letter(this.id, properties, life, due, id);
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
    public Subject subject() {
        return this;
    }

    @Override
    public Message with(Changes changes) {
        var changed = new LinkedHashMap<>(properties);
        changed.putAll(changes.properties());
        return new Letter(id, changed, life, due, session);
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
