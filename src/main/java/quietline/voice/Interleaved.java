package quietline.voice;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Copies between interleaved samples and the blocks of channels: sample {@code c + n·channels} is
 * sample n of channel c. {@code at} is an array's or buffer's index. Integers are scaled by 2^15,
 * rounded, and limited to 16 bits.
 */
final class Interleaved {

    private static final float SCALE = 32768;

    private Interleaved() {}

    static void read(float[] from, int at, VoiceChannel[] channels, int count) {
        int next = at;
        for (int n = 0; n < count; n++) {
            for (VoiceChannel channel : channels) {
                channel.block[n] = from[next++];
            }
        }
    }

    static void read(short[] from, int at, VoiceChannel[] channels, int count) {
        int next = at;
        for (int n = 0; n < count; n++) {
            for (VoiceChannel channel : channels) {
                channel.block[n] = from[next++] / SCALE;
            }
        }
    }

    static void read(FloatBuffer from, int at, VoiceChannel[] channels, int count) {
        int next = at;
        for (int n = 0; n < count; n++) {
            for (VoiceChannel channel : channels) {
                channel.block[n] = from.get(next++);
            }
        }
    }

    static void read(ByteBuffer from, int at, VoiceChannel[] channels, int count) {
        int next = at;
        for (int n = 0; n < count; n++) {
            for (VoiceChannel channel : channels) {
                channel.block[n] = from.getShort(next) / SCALE;
                next += Short.BYTES;
            }
        }
    }

    static void write(VoiceChannel[] channels, int count, float[] to, int at) {
        int next = at;
        for (int n = 0; n < count; n++) {
            for (VoiceChannel channel : channels) {
                to[next++] = channel.block[n];
            }
        }
    }

    static void write(VoiceChannel[] channels, int count, short[] to, int at) {
        int next = at;
        for (int n = 0; n < count; n++) {
            for (VoiceChannel channel : channels) {
                to[next++] = integer(channel.block[n]);
            }
        }
    }

    static void write(VoiceChannel[] channels, int count, FloatBuffer to, int at) {
        int next = at;
        for (int n = 0; n < count; n++) {
            for (VoiceChannel channel : channels) {
                to.put(next++, channel.block[n]);
            }
        }
    }

    static void write(VoiceChannel[] channels, int count, ByteBuffer to, int at) {
        int next = at;
        for (int n = 0; n < count; n++) {
            for (VoiceChannel channel : channels) {
                to.putShort(next, integer(channel.block[n]));
                next += Short.BYTES;
            }
        }
    }

    private static short integer(float sample) {
        int rounded = Math.round(sample * SCALE);
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
    }
}
