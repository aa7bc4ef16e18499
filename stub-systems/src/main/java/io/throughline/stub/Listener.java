package io.throughline.stub;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where a stub system listens: on the loopback address only, with a virtual thread for each request. */
final class Listener implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param port 0 for any free one */
    Listener(String name, int port) {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(name + " cannot listen on port " + port, taken);
        }
        server.setExecutor(threads);
    }

    /** What is asked for below this path goes there; called before {@link #open}. */
    Listener at(String path, StubEndpoint endpoint) {
        server.createContext(path, endpoint);
        return this;
    }

    void open() {
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
