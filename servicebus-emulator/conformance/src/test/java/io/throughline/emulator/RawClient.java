package io.throughline.emulator;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Speaks to a broker byte by byte, without any codec. */
final class RawClient implements AutoCloseable {

    static final String SASL = "'AMQP' 03 01 00 00";
    static final String AMQP = "'AMQP' 00 01 00 00";

    /** sasl-init: anonymous. */
    static final String INIT = "00 53 41 c0 0c 01 a3 09 'ANONYMOUS'";

    /** open: container-id and hostname. */
    static final String OPEN = "00 53 10 c0 0f 02 a1 01 'c' a1 09 '127.0.0.1'";

    /** begin: remote-channel, next-outgoing-id, incoming-window and outgoing-window of 100. */
    static final String BEGIN = "00 53 11 c0 07 04 40 43 52 64 52 64";

    private static final int PROTOCOL_BYTES = 8;
    private static final int FRAME_HEADER = 8;
    private static final byte AMQP_FRAME = 0;
    private static final byte SASL_FRAME = 1;

    private final Socket socket;
    private final DataInputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    static RawClient connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        return new RawClient(socket);
    }

    /** With the frames of an open connection and one session behind it. */
    static RawClient open(int port) throws IOException {
        var client = connect(port);
        client.write(Hex.bytes(SASL));
        client.write(frame(SASL_FRAME, Hex.bytes(INIT)));
        client.write(Hex.bytes(AMQP));
        client.send(OPEN);
        client.send(BEGIN);
        client.protocol();
        client.frame(); // sasl-mechanisms
        client.frame(); // sasl-outcome
        client.protocol();
        client.next(); // open
        client.next(); // begin
        return client;
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** A frame on channel 0. */
    void send(String notation) throws IOException {
        write(frame(AMQP_FRAME, Hex.bytes(notation)));
    }

    void init() throws IOException {
        write(frame(SASL_FRAME, Hex.bytes(INIT)));
    }

    static byte[] frame(byte[] body) {
        return frame(AMQP_FRAME, body);
    }

    private static byte[] frame(byte type, byte[] body) {
        return ByteBuffer.allocate(FRAME_HEADER + body.length)
                .putInt(FRAME_HEADER + body.length)
                .put((byte) 2) // where the body begins, in words of four bytes
                .put(type)
                .putShort((short) 0)
                .put(body)
                .array();
    }

    byte[] protocol() throws IOException {
        return in.readNBytes(PROTOCOL_BYTES);
    }

    /** The body of the next frame. */
    byte[] frame() throws IOException {
        var length = in.readInt();
        in.skipNBytes(FRAME_HEADER - Integer.BYTES);
        return in.readNBytes(length - FRAME_HEADER);
    }

    /** The body of the next frame that has one. */
    byte[] next() throws IOException {
        var body = frame();
        while (body.length == 0) {
            body = frame();
        }
        return body;
    }

    /** Everything until the other side closes the socket. */
    byte[] rest() throws IOException {
        var all = new ByteArrayOutputStream();
        in.transferTo(all);
        return all.toByteArray();
    }

    /** Says that nothing more comes, and goes on listening. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
