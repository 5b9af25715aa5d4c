package quietline.streaming.live.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.OutputLine;

/**
 * A playback stream of a sound server: floats at the device's own sample rate; the server mixes or
 * copies the channels. The server requests a second of audio at first and then each block that it
 * has taken, so the queue's length is known without asking: queued = target − (requested −
 * written). The device itself holds one block. The line has a connection of its own.
 */
final class PulseOutputLine implements OutputLine {

    private static final int QUEUE_MILLIS = 1000;
    private static final int MOST_QUEUED_MILLIS = 500;
    private static final int PACKET_INSTANTS = 8192;
    private static final long SETTLING_NANOS = 200_000_000L;
    private static final long FULL_NANOS = 1_000_000L;
    private static final long POLL_NANOS = 500_000L;
    private static final long STUCK_NANOS = 1_000_000_000L;

    private final PulseConnection connection;
    private final String name;
    private final int sampleRate;
    private final int channels;
    private final int instantBytes;
    private final PulseServer.Facts facts;
    private final int stream;
    private final int targetBytes;
    private final int blockInstants;
    private final int mostQueued;
    private final ByteBuffer packet;
    private long requestedBytes;
    private long writtenBytes;
    private boolean underflowed;
    private boolean polled;
    private long polledNanos;
    private volatile IOException failure;

    /** The device that the stream was opened on. */
    private final String device;

    private final Consumer<String> moved;

    /**
     * @param device the speaker's name on the server; null for its default
     * @param channels the number of channels to play
     * @param blockMillis the block size
     * @param moved takes the name of the device that the stream is moved to; null forbids moves
     */
    PulseOutputLine(
            PulseConnection connection,
            String name,
            String device,
            PulseServer.Facts facts,
            int channels,
            double blockMillis,
            Consumer<String> moved)
            throws IOException {
        this.moved = moved;
        this.channels = channels;
        instantBytes = channels * Float.BYTES;
        packet =
                ByteBuffer.allocateDirect(PACKET_INSTANTS * instantBytes)
                        .order(ByteOrder.LITTLE_ENDIAN);
        this.connection = connection;
        this.name = name;
        sampleRate = facts.sampleRate();
        this.facts = facts;
        int blockBytes = (int) (blockMillis / 1000 * sampleRate) * instantBytes;
        int queueBytes = (int) ((long) QUEUE_MILLIS * sampleRate / 1000) * instantBytes;
        boolean fixed = moved == null;
        boolean earlyRequests = true;
        PulseValues reply =
                connection.call(
                        connection
                                .command(PulseCommand.CREATE_PLAYBACK_STREAM)
                                .floats(sampleRate, channels)
                                .number(PulseCommand.NONE)
                                .text(device)
                                .number(2 * queueBytes)
                                .flags(false)
                                .number(queueBytes)
                                .number(instantBytes)
                                .number(blockBytes)
                                .number(0)
                                .volume(channels)
                                .flags(false, false, false, false, false, fixed, false)
                                .flags(false, false)
                                .properties(Map.of("media.name", "Clean speech"))
                                .flags(true, earlyRequests));
        stream = reply.number();
        requestedBytes = reply.skip(1).number();
        targetBytes = reply.skip(1).number();
        blockInstants = reply.skip(1).number() / instantBytes;
        mostQueued = (int) ((long) MOST_QUEUED_MILLIS * sampleRate / 1000);
        // After format, channels and the device's index.
        String placed = reply.skip(3).text();
        this.device = placed == null ? facts.name() : placed;
    }

    /**
     * Opens a speaker of the sound server. The line takes over the connection.
     *
     * @param name the name in events; null for the device's own
     */
    static PulseOutputLine open(
            PulseServer server,
            String name,
            String device,
            int channels,
            double blockMillis,
            Consumer<String> moved)
            throws IOException {
        PulseConnection connection = server.connection();
        PulseServer.Facts facts = PulseServer.facts(connection, PulseCommand.GET_SINK_INFO, device);
        String shown = name == null ? facts.description() : name;
        PulseOutputLine line =
                new PulseOutputLine(connection, shown, device, facts, channels, blockMillis, moved);
        if (device == null && !line.device.equals(facts.name())) {
            // The user has moved it there in an earlier session.
            line.close();
            String there = Device.isOwn(line.device) ? facts.name() : line.device;
            return PulseServer.handOver(
                    server::again, again -> open(again, name, there, channels, blockMillis, moved));
        }
        // Our own sink holds no more than a block, and its listeners do not wait.
        if (moved != null) {
            line.settle();
        }
        return line;
    }

    /**
     * Plays silence for 0.2 s. At the start of a stream the server takes as much as the device held
     * before, which may be far more than a block; it uses the requested block size afterwards.
     */
    void settle() throws IOException {
        float[] silence = new float[blockInstants * channels];
        long end = System.nanoTime() + SETTLING_NANOS;
        while (System.nanoTime() < end) {
            poll();
            for (int queued = queued(); queued < 3 * blockInstants; queued += blockInstants) {
                write(silence, 0, silence.length);
            }
            flush();
            LockSupport.parkNanos(FULL_NANOS);
        }
        underflowed = false;
    }

    @Override
    public String deviceName() {
        return name;
    }

    /** The device that the stream was opened on. */
    String device() {
        return device;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public void write(float[] from, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            if (!packet.hasRemaining()) {
                flush();
            }
            int part = Math.min(count - done, packet.remaining() / Float.BYTES);
            awaitRoom(part / channels);
            for (int i = 0; i < part; i++) {
                packet.putFloat(from[offset + done + i]);
            }
            underflowed = false;
            writtenBytes += part * Float.BYTES;
            done += part;
        }
    }

    /** Sends collected samples in one packet, because each packet wakes the server. */
    @Override
    public void flush() throws IOException {
        if (packet.position() > 0) {
            connection.send(stream, packet.flip());
            packet.clear();
        }
    }

    private void awaitRoom(int count) throws IOException {
        if (failure != null) {
            throw failure;
        }
        long since = System.nanoTime();
        while (queued() + count > Math.max(count, mostQueued)) {
            flush();
            if (System.nanoTime() - since > STUCK_NANOS) {
                throw new AudioException(name, "device no longer accepts audio");
            }
            LockSupport.parkNanos(FULL_NANOS);
            poll();
        }
    }

    private int queued() {
        return (int) ((targetBytes - requestedBytes + writtenBytes) / instantBytes);
    }

    /** Handles the server's messages, at most once per 0.5 ms because polling takes time. */
    private void poll() throws IOException {
        long now = System.nanoTime();
        if (polled && now - polledNanos < POLL_NANOS) {
            return;
        }
        polled = true;
        polledNanos = now;
        while (connection.receive()) {
            if (connection.isCommand()) {
                handle(connection.values());
            }
        }
    }

    private void handle(PulseValues values) throws IOException {
        switch (values.number()) {
            case PulseCommand.REQUEST -> requestedBytes += values.skip(2).number();
            case PulseCommand.UNDERFLOW -> underflowed = true;
            case PulseCommand.PLAYBACK_STREAM_KILLED -> throw disconnected();
            case PulseCommand.PLAYBACK_STREAM_MOVED -> {
                if (moved != null) {
                    // After tag, stream and the device's index.
                    moved.accept(values.skip(3).text());
                }
                throw new AudioException(name, "moved to another device");
            }
            default -> {}
        }
    }

    private AudioException disconnected() {
        return new AudioException(name, "device disconnected");
    }

    /** Makes the next write fail. For any thread. */
    void disconnect() {
        failure = disconnected();
    }

    /** Excludes one block, which the device takes at once. Returns 0 only after an underflow. */
    @Override
    public int queuedInstants() {
        if (failure != null) {
            return 0;
        }
        try {
            poll();
        } catch (IOException e) {
            // Thrown by the next write.
            failure = e;
            return 0;
        }
        return underflowed ? 0 : Math.max(1, queued() - blockInstants);
    }

    @Override
    public int bufferInstants() {
        return mostQueued;
    }

    /**
     * The block that is not counted as queued and, for hardware, the block being played. Listeners
     * of a virtual microphone get each block as soon as it is taken.
     */
    @Override
    public int deviceInstants() {
        return facts.isHardware() ? 2 * blockInstants : blockInstants;
    }

    @Override
    public void close() {
        connection.close();
    }
}
