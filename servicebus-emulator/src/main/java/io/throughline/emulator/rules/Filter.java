package io.throughline.emulator.rules;

/** Decides whether a subscription gets a copy of a message. */
public sealed interface Filter permits BooleanFilter, SqlFilter, CorrelationFilter {

    boolean matches(Subject message);
}
