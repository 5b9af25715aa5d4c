package quietline.streaming.live.device;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * One command in PulseAudio's native protocol: its number, a tag that the answer repeats, and typed
 * values. All numbers are big-endian.
 */
final class PulseCommand {

    static final int ERROR = 0;
    static final int REPLY = 2;
    static final int CREATE_PLAYBACK_STREAM = 3;
    static final int CREATE_RECORD_STREAM = 5;
    static final int AUTHENTICATE = 8;
    static final int SET_CLIENT_NAME = 9;
    static final int GET_SERVER_INFO = 20;
    static final int GET_SINK_INFO = 21;
    static final int GET_SINK_INFO_LIST = 22;
    static final int GET_SOURCE_INFO = 23;
    static final int GET_SOURCE_INFO_LIST = 24;
    static final int GET_MODULE_INFO = 25;
    static final int GET_MODULE_INFO_LIST = 26;
    static final int GET_SOURCE_OUTPUT_INFO_LIST = 32;
    static final int SUBSCRIBE = 35;
    static final int LOAD_MODULE = 51;
    static final int UNLOAD_MODULE = 52;
    static final int REQUEST = 61;
    static final int UNDERFLOW = 63;
    static final int PLAYBACK_STREAM_KILLED = 64;
    static final int RECORD_STREAM_KILLED = 65;
    static final int SUBSCRIBE_EVENT = 66;
    static final int PLAYBACK_STREAM_MOVED = 78;
    static final int RECORD_STREAM_MOVED = 79;

    /** Stands for no device, no stream or no preference. */
    static final int NONE = -1;

    private static final int FLOAT32_LITTLE_ENDIAN = 5;
    private static final byte MONO = 0;

    /** Front left and right, rear left and right, centre, subwoofer, side left and right. */
    private static final byte[] POSITIONS = {1, 2, 5, 6, 3, 7, 10, 11};

    private static final String[] POSITION_NAMES = {
        "front-left",
        "front-right",
        "rear-left",
        "rear-right",
        "front-center",
        "lfe",
        "side-left",
        "side-right"
    };

    private final ByteBuffer bytes = ByteBuffer.allocate(16_384);
    private final int tag;

    PulseCommand(int command, int tag) {
        this.tag = tag;
        number(command);
        number(tag);
    }

    int tag() {
        return tag;
    }

    PulseCommand number(int value) {
        bytes.put((byte) 'L').putInt(value);
        return this;
    }

    PulseCommand flags(boolean... values) {
        for (boolean value : values) {
            bytes.put((byte) (value ? '1' : '0'));
        }
        return this;
    }

    PulseCommand text(String value) {
        if (value == null) {
            bytes.put((byte) 'N');
        } else {
            bytes.put((byte) 't').put(value.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
        }
        return this;
    }

    PulseCommand bytes(byte[] value) {
        bytes.put((byte) 'x').putInt(value.length).put(value);
        return this;
    }

    /** The sample format and channel map of interleaved floats. */
    PulseCommand floats(int sampleRate, int channels) {
        format(sampleRate, channels);
        bytes.put((byte) 'm').put((byte) channels);
        if (channels == 1) {
            bytes.put(MONO);
        } else {
            bytes.put(POSITIONS, 0, channels);
        }
        return this;
    }

    /** The same channel map as a module's argument. */
    static String channelMap(int channels) {
        return channels == 1
                ? "mono"
                : String.join(",", Arrays.asList(POSITION_NAMES).subList(0, channels));
    }

    PulseCommand format(int sampleRate, int channels) {
        bytes.put((byte) 'a').put((byte) FLOAT32_LITTLE_ENDIAN).put((byte) channels);
        bytes.putInt(sampleRate);
        return this;
    }

    /** Full volume of all channels. */
    PulseCommand volume(int channels) {
        bytes.put((byte) 'v').put((byte) channels);
        for (int c = 0; c < channels; c++) {
            bytes.putInt(0x10000);
        }
        return this;
    }

    PulseCommand properties(Map<String, String> properties) {
        bytes.put((byte) 'P');
        properties.forEach(
                (key, value) -> {
                    text(key);
                    byte[] terminated = (value + '\0').getBytes(StandardCharsets.UTF_8);
                    number(terminated.length);
                    bytes(terminated);
                });
        return text(null);
    }

    /** The complete command, ready to send. */
    ByteBuffer payload() {
        return bytes.duplicate().flip();
    }
}
