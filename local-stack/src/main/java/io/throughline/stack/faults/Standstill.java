package io.throughline.stack.faults;

import io.throughline.stack.parts.Service;
import java.util.List;

/** Something outside an adapter that it waits for, at one moment. Closing it lets whoever is left go on. */
public interface Standstill extends AutoCloseable {

    /** The processes to kill: those that stand there, or may; empty while nobody does. */
    List<Service> standing();

    /** To be told once a process that stood there is gone. */
    default void killed(Service process) {}

    @Override
    void close();
}
