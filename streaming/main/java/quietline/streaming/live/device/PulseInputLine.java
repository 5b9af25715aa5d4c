package quietline.streaming.live.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.InputLine;

/**
 * A recording stream of a sound server: one channel of floats at the device's own rate. The server
 * mixes the channels, for it knows what they are. Has its connection for itself, and so no lock.
 */
final class PulseInputLine implements InputLine {

    private static final double BURST_MILLIS = 8;

    /** 2 ms. */
    private static final int UNEVEN_PER_SECOND = 500;

    private final PulseConnection connection;
    private final String name;
    private final int sampleRate;
    private final boolean isHardware;
    private final ByteBuffer none = ByteBuffer.allocate(0);
    private ByteBuffer sound = none;

    /**
     * @param device what the server calls it; null for whatever it records from by default, also
     *     when that changes
     * @param pieceMillis how much sound comes at once
     */
    PulseInputLine(
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
        int pieceBytes = pieceInstants(pieceMillis, sampleRate) * Float.BYTES;
        boolean stay = device != null;
        connection.call(
                connection
                        .command(PulseCommand.CREATE_RECORD_STREAM)
                        .monoFloats(sampleRate)
                        .number(PulseCommand.NONE)
                        .text(device)
                        .number(PulseCommand.NONE)
                        .flag(false)
                        .number(pieceBytes)
                        .flags(false, false, false, false, false, stay, false)
                        .flags(false, true)
                        .properties(Map.of("media.name", "Microphone"))
                        .number(PulseCommand.NONE)
                        .flag(false));
        connection.block();
    }

    /** Longer pieces only where they do not drift through hops. */
    static int pieceInstants(double millis, int sampleRate) {
        double instants = millis * sampleRate / 1000;
        boolean whole = instants == Math.rint(instants);
        return (int) (whole ? instants : Math.min(millis, BURST_MILLIS) * sampleRate / 1000);
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
    public int read(float[] into, int offset, int count) throws IOException {
        if (!sound.hasRemaining()) {
            await();
        }
        int part = Math.min(count, sound.remaining() / Float.BYTES);
        for (int i = 0; i < part; i++) {
            into[offset + i] = Float.intBitsToFloat(Integer.reverseBytes(sound.getInt()));
        }
        return part;
    }

    /** Waits for sound. What the server says besides is about devices that come and go. */
    private void await() throws IOException {
        sound = none;
        while (!sound.hasRemaining()) {
            connection.receive();
            if (connection.isCommand()) {
                obey(connection.values().number());
            } else {
                sound = connection.payload();
            }
        }
    }

    private void obey(int command) throws AudioException {
        if (command == PulseCommand.RECORD_STREAM_KILLED) {
            throw new AudioException(name, "the device has gone");
        }
        if (command == PulseCommand.RECORD_STREAM_MOVED) {
            throw new AudioException(name, "another device takes its place");
        }
    }

    @Override
    public int waitingInstants() {
        return sound.remaining() / Float.BYTES;
    }

    @Override
    public int restInstants() {
        return waitingInstants();
    }

    /** What can be touched has a clock of its own, by which the server wakes up more or less. */
    @Override
    public int unevenInstants() {
        return isHardware ? sampleRate / UNEVEN_PER_SECOND : 0;
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
