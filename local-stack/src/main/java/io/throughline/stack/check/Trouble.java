package io.throughline.stack.check;

/** What a downstream system does to an order. */
enum Trouble {
    NONE,
    /** Xero fails twice and then works. */
    XERO_FAILS_TWICE,
    /** ShipBob makes the shipment and breaks the connection before it answers. */
    SHIPBOB_ANSWER_LOST,
    /** ShipBob rejects it for good. */
    SHIPBOB_REJECTS
}
