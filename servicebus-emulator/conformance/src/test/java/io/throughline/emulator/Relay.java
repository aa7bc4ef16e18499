package io.throughline.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and an emulator, and remembers what the client said over each of its connections. */
final class Relay implements AutoCloseable {

    private static final int PROTOCOL_BYTES = 8;
    private static final int FRAME_HEADER = 8;
    private static final int DATA_OFFSET_WORD = 4;

    private final Emulator emulator;
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<ByteArrayOutputStream> said = new CopyOnWriteArrayList<>();

    private Relay(Emulator emulator, ServerSocket server) {
        this.emulator = emulator;
        this.server = server;
    }

    static Relay to(Emulator emulator) throws IOException {
        var relay = new Relay(emulator, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        Thread.startVirtualThread(relay::accept);
        return relay;
    }

    String connectionString() {
        return emulator.connectionString().replace(":" + emulator.amqpPort() + ";", ":" + server.getLocalPort() + ";");
    }

    /** How many connections were opened so far. */
    int connections() {
        return said.size();
    }

    /** The bodies of all frames of a client that begin as {@code notation} says, as text. */
    List<String> frames(String notation) {
        var start = Hex.text(Hex.bytes(notation));
        return said.stream()
                .flatMap(bytes -> bodies(ByteBuffer.wrap(bytes.toByteArray())).stream())
                .map(Hex::text)
                .filter(body -> body.startsWith(start))
                .toList();
    }

    private static List<byte[]> bodies(ByteBuffer bytes) {
        var bodies = new ArrayList<byte[]>();
        while (bytes.remaining() >= FRAME_HEADER) {
            var start = bytes.position();
            if (bytes.get(start) == 'A') {
                bytes.position(start + PROTOCOL_BYTES);
                continue;
            }
            var end = start + bytes.getInt(start);
            if (end > bytes.limit()) {
                break;
            }
            var body = start + Integer.BYTES * bytes.get(start + DATA_OFFSET_WORD);
            var content = new byte[end - body];
            bytes.get(body, content);
            bodies.add(content);
            bytes.position(end);
        }
        return bodies;
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                var broker = new Socket(InetAddress.getLoopbackAddress(), emulator.amqpPort());
                sockets.addAll(List.of(client, broker));
                var heard = new ByteArrayOutputStream();
                said.add(heard);
                Thread.startVirtualThread(() -> carry(client, broker, heard));
                Thread.startVirtualThread(() -> carry(broker, client, OutputStream.nullOutputStream()));
            }
        } catch (IOException closed) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    /** Ends when either side does. */
    private static void carry(Socket from, Socket to, OutputStream copy) {
        try (from;
                to) {
            carry(from.getInputStream(), to.getOutputStream(), copy);
        } catch (IOException closed) {
            // The other direction ended first.
        }
    }

    private static void carry(InputStream from, OutputStream to, OutputStream copy) throws IOException {
        var buffer = new byte[8192];
        for (var count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            copy.write(buffer, 0, count);
            to.write(buffer, 0, count);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
