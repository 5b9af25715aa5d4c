package quietline.streaming.live.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.OutputLine;

/**
 * A playback stream of a sound server: one channel of floats at the device's own rate, which the
 * server spreads over the channels, for it knows what they are. The server asks for a second of
 * sound and again for each piece that it has taken, so what it has taken is known without asking:
 * queued = wanted − (asked for − written). The device has little in hand (one piece), and the
 * stream's queue is as long as its writer lets it get. Has its connection for itself.
 */
final class PulseOutputLine implements OutputLine {

    private static final int QUEUE_MILLIS = 1000;
    private static final int MOST_QUEUED_MILLIS = 500;
    private static final int PACKET_FLOATS = 8192;
    private static final long SETTLING_NANOS = 200_000_000L;
    private static final long FULL_NANOS = 1_000_000L;
    private static final long DEAF_NANOS = 500_000L;
    private static final long STUCK_NANOS = 1_000_000_000L;

    private final PulseConnection connection;
    private final String name;
    private final int sampleRate;
    private final boolean isHardware;
    private final int stream;
    private final int wantedBytes;
    private final int pieceInstants;
    private final int mostQueued;
    private final ByteBuffer packet =
            ByteBuffer.allocateDirect(PACKET_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long askedBytes;
    private long writtenBytes;
    private boolean dry;
    private boolean heard;
    private long heardNanos;
    private IOException failure;

    /**
     * @param device what the server calls it; null for whatever it plays on by default, also when
     *     that changes
     * @param pieceMillis how much sound the device takes at once
     */
    PulseOutputLine(
            PulseConnection connection,
            String name,
            String device,
            PulseServer.Clock clock,
            double pieceMillis)
            throws IOException {
        this.connection = connection;
        this.name = name;
        sampleRate = clock.sampleRate();
        isHardware = clock.isHardware();
        int pieceBytes = (int) (pieceMillis / 1000 * sampleRate) * Float.BYTES;
        int queueBytes = (int) ((long) QUEUE_MILLIS * sampleRate / 1000) * Float.BYTES;
        boolean stay = device != null;
        boolean earlyRequests = true;
        PulseValues reply =
                connection.call(
                        connection
                                .command(PulseCommand.CREATE_PLAYBACK_STREAM)
                                .monoFloats(sampleRate)
                                .number(PulseCommand.NONE)
                                .text(device)
                                .number(2 * queueBytes)
                                .flag(false)
                                .number(queueBytes)
                                .number(Float.BYTES)
                                .number(pieceBytes)
                                .number(0)
                                .volume()
                                .flags(false, false, false, false, false, stay, false)
                                .flags(false, false)
                                .properties(Map.of("media.name", "Clean speech"))
                                .flags(true, earlyRequests));
        stream = reply.number();
        askedBytes = reply.skip(1).number();
        wantedBytes = reply.skip(1).number();
        pieceInstants = reply.skip(1).number() / Float.BYTES;
        mostQueued = (int) ((long) MOST_QUEUED_MILLIS * sampleRate / 1000);
    }

    /**
     * Plays silence for a moment. A server that begins to serve a stream takes what its device held
     * before, which may be far more than a piece, and only then as much as it was asked to.
     */
    void settle() throws IOException {
        float[] silence = new float[pieceInstants];
        long end = System.nanoTime() + SETTLING_NANOS;
        while (System.nanoTime() < end) {
            listen();
            for (int queued = queued(); queued < 3 * pieceInstants; queued += pieceInstants) {
                write(silence, 0, silence.length);
            }
            flush();
            LockSupport.parkNanos(FULL_NANOS);
        }
        dry = false;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public void write(float[] from, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            if (!packet.hasRemaining()) {
                flush();
            }
            int part = Math.min(count - done, packet.remaining() / Float.BYTES);
            awaitRoom(part);
            for (int i = 0; i < part; i++) {
                packet.putFloat(from[offset + done + i]);
            }
            dry = false;
            writtenBytes += part * Float.BYTES;
            done += part;
        }
    }

    /** Each packet wakes the server. */
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
                throw new AudioException(name, "the device takes nothing any more");
            }
            LockSupport.parkNanos(FULL_NANOS);
            listen();
        }
    }

    private int queued() {
        return (int) ((wantedBytes - askedBytes + writtenBytes) / Float.BYTES);
    }

    /** Hears what the server has said meanwhile; not again at once, for asking takes time. */
    private void listen() throws IOException {
        long now = System.nanoTime();
        if (heard && now - heardNanos < DEAF_NANOS) {
            return;
        }
        heard = true;
        heardNanos = now;
        while (connection.receive()) {
            if (connection.isCommand()) {
                obey(connection.values());
            }
        }
    }

    private void obey(PulseValues values) throws IOException {
        switch (values.number()) {
            case PulseCommand.REQUEST -> askedBytes += values.skip(2).number();
            case PulseCommand.UNDERFLOW -> dry = true;
            case PulseCommand.PLAYBACK_STREAM_KILLED ->
                    throw new AudioException(name, "the device has gone");
            case PulseCommand.PLAYBACK_STREAM_MOVED ->
                    throw new AudioException(name, "another device takes its place");
            default -> {}
        }
    }

    /**
     * Less one piece: that the device takes at once, and would find too little if it was all there
     * is. Nothing only if the server had to play silence.
     */
    @Override
    public int queuedInstants() {
        if (failure != null) {
            return 0;
        }
        try {
            listen();
        } catch (IOException e) {
            // For the next write to say.
            failure = e;
            return 0;
        }
        return dry ? 0 : Math.max(1, queued() - pieceInstants);
    }

    @Override
    public int bufferInstants() {
        return mostQueued;
    }

    /**
     * The piece that was not counted as queued, and the one that the device plays: whoever listens
     * to a speaker that is none, as to a virtual microphone, has it as soon as it is taken.
     */
    @Override
    public int deviceInstants() {
        return isHardware ? 2 * pieceInstants : pieceInstants;
    }

    @Override
    public void close() {
        connection.close();
    }
}
