package quietline.streaming.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A little-endian sample encoding of WAV. Integers of b bits are multiplied by 2^(1−b) to floats
 * with full scale ±1, and rounded and saturated on the way back. 8-bit integers are unsigned,
 * centred on 128.
 */
public enum SampleEncoding {
    PCM8(1, WavTag.INTEGER, "8-bit integer"),
    PCM16(2, WavTag.INTEGER, "16-bit integer"),
    PCM24(3, WavTag.INTEGER, "24-bit integer"),
    PCM32(4, WavTag.INTEGER, "32-bit integer"),
    FLOAT32(4, WavTag.FLOAT, "32-bit float"),
    FLOAT64(8, WavTag.FLOAT, "64-bit float"),
    ALAW(1, WavTag.ALAW, "A-law"),
    MULAW(1, WavTag.MULAW, "µ-law");

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private final int byteCount;
    private final int tag;
    private final String words;

    SampleEncoding(int byteCount, int tag, String words) {
        this.byteCount = byteCount;
        this.tag = tag;
        this.words = words;
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    public int byteCount() {
        return byteCount;
    }

    public boolean floating() {
        return tag == WavTag.FLOAT;
    }

    /** The name in messages: "16-bit integer", "A-law". */
    public String words() {
        return words;
    }

    /** The format tag in WAV's {@code fmt} chunk. */
    int tag() {
        return tag;
    }

    boolean linear() {
        return tag == WavTag.INTEGER;
    }

    /** Returns the value that reading gives back after writing {@code sample}. */
    public float rounded(float sample) {
        return switch (this) {
            case PCM8, PCM16, PCM24, PCM32 -> {
                int bits = 8 * byteCount;
                yield quantised(sample, bits) * Math.scalb(1f, 1 - bits);
            }
            case FLOAT32, FLOAT64 -> sample;
            case ALAW -> Companding.A_LAW.rounded(sample);
            case MULAW -> Companding.MU_LAW.rounded(sample);
        };
    }

    /** Counts the samples that an integer encoding saturates. */
    long saturated(float[] samples, int offset, int count) {
        long beyond = 0;
        if (!floating()) {
            for (int i = 0; i < count; i++) {
                beyond += Math.abs(samples[offset + i]) > 1 ? 1 : 0;
            }
        }
        return beyond;
    }

    /** One loop for each encoding, so that no type is tested per sample. */
    public void decode(byte[] from, float[] into, int offset, int count) {
        switch (this) {
            case PCM8 -> {
                for (int i = 0; i < count; i++) {
                    into[offset + i] = ((from[i] & 0xff) - 128) * 0x1p-7f;
                }
            }
            case PCM16 -> {
                for (int i = 0; i < count; i++) {
                    into[offset + i] = (short) SHORT.get(from, 2 * i) * 0x1p-15f;
                }
            }
            case PCM24 -> {
                for (int i = 0; i < count; i++) {
                    int at = 3 * i;
                    int value = from[at] & 0xff | (from[at + 1] & 0xff) << 8 | from[at + 2] << 16;
                    into[offset + i] = value * 0x1p-23f;
                }
            }
            case PCM32 -> {
                for (int i = 0; i < count; i++) {
                    into[offset + i] = (int) INT.get(from, 4 * i) * 0x1p-31f;
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < count; i++) {
                    into[offset + i] = Float.intBitsToFloat((int) INT.get(from, 4 * i));
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    into[offset + i] =
                            (float) Double.longBitsToDouble((long) LONG.get(from, 8 * i));
                }
            }
            case ALAW -> Companding.A_LAW.decode(from, into, offset, count);
            case MULAW -> Companding.MU_LAW.decode(from, into, offset, count);
        }
    }

    /** As {@link #decode}, in the other direction. */
    public void encode(float[] from, int offset, byte[] into, int count) {
        switch (this) {
            case PCM8 -> {
                for (int i = 0; i < count; i++) {
                    into[i] = (byte) (quantised(from[offset + i], 8) + 128);
                }
            }
            case PCM16 -> {
                for (int i = 0; i < count; i++) {
                    SHORT.set(into, 2 * i, (short) quantised(from[offset + i], 16));
                }
            }
            case PCM24 -> {
                for (int i = 0; i < count; i++) {
                    int value = quantised(from[offset + i], 24);
                    into[3 * i] = (byte) value;
                    into[3 * i + 1] = (byte) (value >> 8);
                    into[3 * i + 2] = (byte) (value >> 16);
                }
            }
            case PCM32 -> {
                for (int i = 0; i < count; i++) {
                    INT.set(into, 4 * i, quantised(from[offset + i], 32));
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < count; i++) {
                    INT.set(into, 4 * i, Float.floatToRawIntBits(from[offset + i]));
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    LONG.set(into, 8 * i, Double.doubleToRawLongBits(from[offset + i]));
                }
            }
            case ALAW -> Companding.A_LAW.encode(from, offset, into, count);
            case MULAW -> Companding.MU_LAW.encode(from, offset, into, count);
        }
    }

    /** The cast to int saturates, and turns NaN into 0. */
    private static int quantised(float sample, int bits) {
        int value = (int) Math.rint((double) sample * (1L << (bits - 1)));
        int most = (int) ((1L << (bits - 1)) - 1);
        return Math.max(-most - 1, Math.min(most, value));
    }
}
