package io.throughline.ingest;

/** For tests in other packages that start the service by themselves. */
public final class IngestMain {

    public static final Class<?> SERVICE = IngestService.class;

    private IngestMain() {}
}
