package io.throughline.events.command;

/**
 * A command that says how something is to be from now on. Of two about the same subject the one with the higher
 * revision counts, in whichever order they arrive; the lower is answered as superseded.
 */
public sealed interface StateCommand extends Command
        permits SteerSet, DiscardOrder, LiftDiscard, PauseDeliveries, ResumeDeliveries, AdoptIntegration {

    /** Given by the sender, higher with every command about the same subject. */
    long revision();

    /**
     * What it is about: {@code discard:<orderref>}, {@code set:<command id>}, {@code pause:shop:shopify:demo-shop},
     * {@code adoption}.
     */
    String subject();
}
