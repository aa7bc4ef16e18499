package io.throughline.emulator.core;

import java.util.List;

/** An entity that takes messages: a queue or a topic. */
public interface Destination {

    String path();

    /** Takes all of them or, if there is no room, none; returns their numbers. */
    List<Long> submit(List<Message> messages);

    /** Takes scheduled messages back before their time; all of them or none. */
    void cancelScheduled(List<Long> sequences);
}
