package quietline.streaming.live.device;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import quietline.streaming.io.AudioException;

/**
 * A connection to PulseAudio or PipeWire in PulseAudio's native protocol: packets with a head of 20
 * bytes and a payload, either a command or audio. Used by one thread; any thread may close it.
 *
 * <p>Written here because Java Sound sees only the default device and does not notice when the
 * server ends, and because a pipe to {@code parec} or {@code pacat} hides a third of a second of
 * audio. This protocol reports what was played, underflows, and lost devices.
 */
final class PulseConnection implements Closeable {

    /** Supported by all servers since 2008; later versions add nothing needed here. */
    static final int VERSION = 14;

    private static final int HEAD_BYTES = 20;
    private static final int COMMANDS = -1;
    private static final int MOST_BYTES = 1 << 24;
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long POLL_NANOS = 300_000;

    private final SocketChannel channel;
    private final String server;
    private final ByteBuffer head = ByteBuffer.allocateDirect(HEAD_BYTES);
    private final ByteBuffer[] outgoing = new ByteBuffer[2];
    private ByteBuffer in = ByteBuffer.allocateDirect(1 << 17).limit(0);
    private int nextPacket;
    private int received;
    private int tags;
    private int stream;

    private PulseConnection(SocketChannel channel, String server) {
        this.channel = channel;
        this.server = server;
    }

    static PulseConnection open(PulseAddress address) throws IOException {
        return open(address, VERSION);
    }

    /**
     * @param version the version of the protocol; from 15 on, values are added
     */
    static PulseConnection open(PulseAddress address, int version) throws IOException {
        PulseConnection connection = new PulseConnection(address.connect(), address.name());
        try {
            connection.introduce(version);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private void introduce(int version) throws IOException {
        channel.configureBlocking(false);
        int offered =
                call(command(PulseCommand.AUTHENTICATE)
                                .number(version)
                                .bytes(PulseSettings.find().cookie()))
                        .number();
        // The upper half contains flags.
        if ((offered & 0xffff) < version) {
            throw new AudioException(server, "sound server is too old");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("application.name", "Quietline");
        properties.put("application.process.id", "" + ProcessHandle.current().pid());
        properties.put("application.icon_name", "audio-input-microphone");
        call(command(PulseCommand.SET_CLIENT_NAME).properties(properties));
    }

    PulseCommand command(int command) {
        return new PulseCommand(command, tags++);
    }

    /** Sends a command and waits for its answer. */
    PulseValues call(PulseCommand command) throws IOException {
        send(command);
        PulseValues answer = answer(command, System.nanoTime() + PATIENCE_NANOS);
        if (answer == null) {
            throw notResponding();
        }
        return answer;
    }

    void send(PulseCommand command) throws IOException {
        send(COMMANDS, command.payload());
    }

    /** Waits for a command's answer; returns null after the deadline. */
    PulseValues answer(PulseCommand command, long deadline) throws IOException {
        while (true) {
            if (!receive()) {
                if (System.nanoTime() - deadline > 0) {
                    return null;
                }
                LockSupport.parkNanos(POLL_NANOS);
            } else if (isCommand()) {
                PulseValues values = values();
                int answer = values.number();
                if (values.number() == command.tag()) {
                    if (answer == PulseCommand.ERROR) {
                        throw new PulseRefusal(server, values.number());
                    }
                    return values;
                }
            }
        }
    }

    private AudioException notResponding() {
        return new AudioException(server, "sound server not responding");
    }

    /** Makes {@link #receive} block from now on. */
    void block() throws IOException {
        channel.configureBlocking(true);
    }

    /** Sends a whole packet. */
    void send(int stream, ByteBuffer payload) throws IOException {
        head.clear();
        head.putInt(payload.remaining()).putInt(stream).putLong(0).putInt(0).flip();
        outgoing[0] = head;
        outgoing[1] = payload;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (payload.hasRemaining()) {
                if (channel.write(outgoing) == 0) {
                    if (System.nanoTime() - deadline > 0) {
                        throw notResponding();
                    }
                    LockSupport.parkNanos(POLL_NANOS);
                }
            }
        } catch (AudioException | ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw disconnected();
        }
    }

    /**
     * Moves to the next packet.
     *
     * @return false if none has arrived, unless the connection blocks
     */
    boolean receive() throws IOException {
        in.limit(in.capacity());
        while (received - nextPacket < HEAD_BYTES || received - nextPacket < packetBytes()) {
            in.limit(received).position(nextPacket);
            in.compact();
            received -= nextPacket;
            nextPacket = 0;
            if (received >= HEAD_BYTES && packetBytes() > in.capacity()) {
                in = ByteBuffer.allocateDirect(packetBytes()).put(in.flip());
            }
            int got = read();
            if (got == 0) {
                return false;
            }
            received += got;
        }
        stream = in.getInt(nextPacket + 4);
        int start = nextPacket + HEAD_BYTES;
        nextPacket += packetBytes();
        in.limit(nextPacket).position(start);
        return true;
    }

    private int packetBytes() throws AudioException {
        int payload = in.getInt(nextPacket);
        if (payload < 0 || payload > MOST_BYTES) {
            throw new AudioException(server, "not a PulseAudio server");
        }
        return HEAD_BYTES + payload;
    }

    private int read() throws IOException {
        int got;
        try {
            got = channel.read(in);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw disconnected();
        }
        if (got < 0) {
            throw disconnected();
        }
        return got;
    }

    private AudioException disconnected() {
        return new AudioException(server, "sound server disconnected");
    }

    /** Whether the current packet is a command rather than audio. */
    boolean isCommand() {
        return stream == COMMANDS;
    }

    /** The current packet's payload, between position and limit. */
    ByteBuffer payload() {
        return in;
    }

    PulseValues values() {
        return new PulseValues(in, server);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The connection is no longer needed.
        }
    }
}
