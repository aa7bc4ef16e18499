package io.throughline.runtime.command;

/** Something that is looked for again and again, and carried out when it is there. */
@FunctionalInterface
public interface Step {

    /** Carries out a bounded part of it; whether there may be more to do at once. */
    boolean run();
}
