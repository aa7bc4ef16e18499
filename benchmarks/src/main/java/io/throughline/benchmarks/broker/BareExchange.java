package io.throughline.benchmarks.broker;

import io.throughline.benchmarks.broker.MeasuredBroker.Cost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * What a message costs that is alone when nothing is done with it: one thread waits at a selector, reads, and writes a
 * few bytes back. No broker of one thread can do with less on this machine.
 */
final class BareExchange implements AutoCloseable {

    private static final int ANSWER = 32;

    private final int bytes;
    private final ServerSocketChannel listening;
    private final SocketChannel client;
    private final Selector selector;
    private final Thread server;

    private BareExchange(int bytes) throws IOException {
        this.bytes = bytes;
        this.listening = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.client = SocketChannel.open(listening.getLocalAddress());
        SocketChannel accepted = listening.accept();
        accepted.configureBlocking(false);
        this.selector = Selector.open();
        accepted.register(selector, SelectionKey.OP_READ);
        this.server = Thread.ofPlatform().daemon().start(() -> answer(accepted));
    }

    /** @param bytes of a message */
    static BareExchange of(int bytes) {
        try {
            return new BareExchange(bytes);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** So many messages, each sent when the one before was answered. */
    Cost exchange(int messages) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getThreadCpuTime(server.threadId());
        long wall = System.nanoTime();
        try {
            for (int each = 0; each < messages; each++) {
                whole(ByteBuffer.allocate(bytes), true);
                whole(ByteBuffer.allocate(ANSWER), false);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        long wallSpent = System.nanoTime() - wall;
        return new Cost(
                (threads.getThreadCpuTime(server.threadId()) - cpu) / 1000.0 / messages, wallSpent / 1000.0 / messages);
    }

    private void whole(ByteBuffer buffer, boolean out) throws IOException {
        while (buffer.hasRemaining()) {
            if ((out ? client.write(buffer) : client.read(buffer)) < 0) {
                throw new IOException("The other side has closed");
            }
        }
    }

    private void answer(SocketChannel connection) {
        ByteBuffer message = ByteBuffer.allocateDirect(bytes);
        ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER);
        try (connection) {
            while (selector.isOpen()) {
                selector.select();
                selector.selectedKeys().clear();
                if (connection.read(message) < 0) {
                    return;
                }
                if (!message.hasRemaining()) {
                    message.clear();
                    connection.write(answer.clear());
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try (listening;
                selector) {
            client.close();
            server.join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
