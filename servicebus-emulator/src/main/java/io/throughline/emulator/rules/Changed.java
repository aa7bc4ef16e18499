package io.throughline.emulator.rules;

import java.util.Optional;

/** A message as it looks after some changes. */
record Changed(Subject original, Changes changes) implements Subject {

    @Override
    public Optional<Object> system(SystemProperty name) {
        return changes.system().containsKey(name)
                ? Optional.ofNullable(changes.system().get(name))
                : original.system(name);
    }

    @Override
    public Optional<Object> property(String name) {
        if (changes.removed().contains(name)) {
            return Optional.empty();
        }
        return Optional.ofNullable(changes.properties().get(name)).or(() -> original.property(name));
    }
}
