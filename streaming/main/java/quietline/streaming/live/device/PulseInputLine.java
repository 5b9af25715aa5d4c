package quietline.streaming.live.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.InputLine;

/**
 * A recording stream of a sound server: floats at the device's own sample rate; the server mixes or
 * copies its channels. It has a connection of its own, and so needs no locks.
 */
final class PulseInputLine implements InputLine {

    private static final double BURST_MILLIS = 8;

    /** 1/500 s is 2 ms. */
    private static final int JITTER_PER_SECOND = 500;

    private final PulseConnection connection;
    private final String name;
    private final int sampleRate;
    private final int channels;
    private final PulseServer.Facts facts;
    private final ByteBuffer none = ByteBuffer.allocate(0);
    private ByteBuffer block = none;

    /** The device that the stream was opened on. */
    private final String device;

    private final Consumer<String> moved;

    /**
     * @param device the microphone's name on the server; null for its default
     * @param channels the number of channels to record
     * @param blockMillis the block size
     * @param moved takes the name of the device that the stream is moved to; null forbids moves
     */
    PulseInputLine(
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
        this.connection = connection;
        this.name = name;
        sampleRate = facts.sampleRate();
        this.facts = facts;
        int blockBytes = blockInstants(blockMillis, sampleRate) * channels * Float.BYTES;
        boolean fixed = moved == null;
        PulseValues reply =
                connection.call(
                        connection
                                .command(PulseCommand.CREATE_RECORD_STREAM)
                                .floats(sampleRate, channels)
                                .number(PulseCommand.NONE)
                                .text(device)
                                .number(PulseCommand.NONE)
                                .flags(false)
                                .number(blockBytes)
                                .flags(false, false, false, false, false, fixed, false)
                                .flags(false, true)
                                .properties(
                                        Map.of(
                                                "media.name",
                                                fixed ? "Virtual speaker" : "Microphone"))
                                .number(PulseCommand.NONE)
                                .flags(false));
        // After stream, index, block sizes, format, channels and the device's index.
        String placed = reply.skip(7).text();
        this.device = placed == null ? facts.name() : placed;
        connection.block();
    }

    /**
     * Opens a microphone of the sound server. The line takes over the connection.
     *
     * @param name the name in events; null for the device's own
     */
    static PulseInputLine open(
            PulseServer server,
            String name,
            String device,
            int channels,
            double blockMillis,
            Consumer<String> moved)
            throws IOException {
        PulseConnection connection = server.connection();
        PulseServer.Facts facts =
                PulseServer.facts(connection, PulseCommand.GET_SOURCE_INFO, device);
        String shown = name == null ? facts.description() : name;
        PulseInputLine line =
                new PulseInputLine(connection, shown, device, facts, channels, blockMillis, moved);
        if (device != null || line.device.equals(facts.name())) {
            return line;
        }
        // The user has moved it there in an earlier session.
        line.close();
        String there = Device.isOwn(line.device) ? facts.name() : line.device;
        return PulseServer.handOver(
                server::again, again -> open(again, name, there, channels, blockMillis, moved));
    }

    /** The block size in instants; 8 ms at most if longer blocks would drift against hops. */
    static int blockInstants(double millis, int sampleRate) {
        double instants = millis * sampleRate / 1000;
        boolean whole = instants == Math.rint(instants);
        return (int) (whole ? instants : Math.min(millis, BURST_MILLIS) * sampleRate / 1000);
    }

    @Override
    public String deviceName() {
        return name;
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
    public int read(float[] into, int offset, int count) throws IOException {
        if (!block.hasRemaining()) {
            await();
        }
        int part = Math.min(count, block.remaining() / Float.BYTES);
        for (int i = 0; i < part; i++) {
            into[offset + i] = Float.intBitsToFloat(Integer.reverseBytes(block.getInt()));
        }
        return part;
    }

    /** Waits for audio and handles the server's messages meanwhile. */
    private void await() throws IOException {
        block = none;
        while (!block.hasRemaining()) {
            connection.receive();
            if (connection.isCommand()) {
                handle(connection.values());
            } else {
                block = connection.payload();
            }
        }
    }

    private void handle(PulseValues values) throws AudioException {
        int command = values.number();
        if (command == PulseCommand.RECORD_STREAM_KILLED) {
            throw new AudioException(name, "device disconnected");
        }
        if (command == PulseCommand.RECORD_STREAM_MOVED) {
            if (moved != null) {
                // After tag, stream and the device's index.
                moved.accept(values.skip(3).text());
            }
            throw new AudioException(name, "moved to another device");
        }
    }

    /** The device that the stream was opened on. */
    String device() {
        return device;
    }

    @Override
    public int waitingInstants() {
        return block.remaining() / Float.BYTES / channels;
    }

    @Override
    public int blockRestInstants() {
        return waitingInstants();
    }

    /** Hardware has a clock of its own, which makes the server's block sizes vary. */
    @Override
    public int blockJitterInstants() {
        return facts.isHardware() ? sampleRate / JITTER_PER_SECOND : 0;
    }

    /** A monitor sends zeros whenever nothing is played. */
    @Override
    public boolean maySendZeros() {
        return facts.isMonitor();
    }

    @Override
    public boolean failsWhenLost() {
        return true;
    }

    @Override
    public void close() {
        connection.close();
    }
}
