package io.throughline.emulator.core;

import java.util.List;

/** An entity that takes messages: a queue or a topic. */
public interface Destination {

    String path();

    /** Takes all of them or, if it refuses, none; returns their numbers. */
    default List<Long> submit(List<Message> messages) {
        require(messages);
        var numbers = number(messages.size());
        place(numbers, messages);
        return numbers;
    }

    /** Refuses if it would not take all of them right now. */
    void require(List<Message> messages);

    /** Sequence numbers that nobody else gets. */
    List<Long> number(int count);

    /** Takes messages under their numbers, without asking whether it does. */
    void place(List<Long> numbers, List<Message> messages);

    /** The entities to which what it takes goes on. */
    List<String> next();

    /** Takes scheduled messages back before their time; all of them or none. */
    void cancelScheduled(List<Long> sequences);
}
