package io.throughline.ingest.receive;

/** Whom a request is for, as its path says. */
record Address(String source, String shop) {

    /** What stands for every address that is not configured: what a stranger writes is no metric tag and no row. */
    static final Address UNKNOWN = new Address("unknown", "unknown");
}
