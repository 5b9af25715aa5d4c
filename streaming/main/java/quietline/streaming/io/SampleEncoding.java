package quietline.streaming.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A little-endian sample encoding of WAV. Integers of b bits are multiplied by 2^(1−b) to floats
 * with full scale ±1, and rounded and saturated on the way back. 8-bit integers are unsigned,
 * centred on 128. Each constant has its own loops, so that no type is tested per sample.
 */
public enum SampleEncoding {
    PCM8(1, WavTag.INTEGER, "8-bit integer") {
        @Override
        public void decode(byte[] from, float[] into, int offset, int count) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = ((from[i] & 0xff) - 128) * 0x1p-7f;
            }
        }

        @Override
        public void encode(float[] from, int offset, byte[] into, int count) {
            for (int i = 0; i < count; i++) {
                into[i] = (byte) (quantised(from[offset + i], 8) + 128);
            }
        }
    },
    PCM16(2, WavTag.INTEGER, "16-bit integer") {
        @Override
        public void decode(byte[] from, float[] into, int offset, int count) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = (short) SHORT.get(from, 2 * i) * 0x1p-15f;
            }
        }

        @Override
        public void encode(float[] from, int offset, byte[] into, int count) {
            for (int i = 0; i < count; i++) {
                SHORT.set(into, 2 * i, (short) quantised(from[offset + i], 16));
            }
        }
    },
    PCM24(3, WavTag.INTEGER, "24-bit integer") {
        @Override
        public void decode(byte[] from, float[] into, int offset, int count) {
            for (int i = 0; i < count; i++) {
                int at = 3 * i;
                int value = from[at] & 0xff | (from[at + 1] & 0xff) << 8 | from[at + 2] << 16;
                into[offset + i] = value * 0x1p-23f;
            }
        }

        @Override
        public void encode(float[] from, int offset, byte[] into, int count) {
            for (int i = 0; i < count; i++) {
                int value = quantised(from[offset + i], 24);
                into[3 * i] = (byte) value;
                into[3 * i + 1] = (byte) (value >> 8);
                into[3 * i + 2] = (byte) (value >> 16);
            }
        }
    },
    PCM32(4, WavTag.INTEGER, "32-bit integer") {
        @Override
        public void decode(byte[] from, float[] into, int offset, int count) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = (int) INT.get(from, 4 * i) * 0x1p-31f;
            }
        }

        @Override
        public void encode(float[] from, int offset, byte[] into, int count) {
            for (int i = 0; i < count; i++) {
                INT.set(into, 4 * i, quantised(from[offset + i], 32));
            }
        }
    },
    FLOAT32(4, WavTag.FLOAT, "32-bit float") {
        @Override
        public void decode(byte[] from, float[] into, int offset, int count) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = Float.intBitsToFloat((int) INT.get(from, 4 * i));
            }
        }

        @Override
        public void encode(float[] from, int offset, byte[] into, int count) {
            for (int i = 0; i < count; i++) {
                INT.set(into, 4 * i, Float.floatToRawIntBits(from[offset + i]));
            }
        }
    },
    FLOAT64(8, WavTag.FLOAT, "64-bit float") {
        @Override
        public void decode(byte[] from, float[] into, int offset, int count) {
            for (int i = 0; i < count; i++) {
                into[offset + i] = (float) Double.longBitsToDouble((long) LONG.get(from, 8 * i));
            }
        }

        @Override
        public void encode(float[] from, int offset, byte[] into, int count) {
            for (int i = 0; i < count; i++) {
                LONG.set(into, 8 * i, Double.doubleToRawLongBits(from[offset + i]));
            }
        }
    },
    ALAW(1, WavTag.ALAW, "A-law") {
        @Override
        public void decode(byte[] from, float[] into, int offset, int count) {
            Companding.A_LAW.decode(from, into, offset, count);
        }

        @Override
        public void encode(float[] from, int offset, byte[] into, int count) {
            Companding.A_LAW.encode(from, offset, into, count);
        }
    },
    MULAW(1, WavTag.MULAW, "µ-law") {
        @Override
        public void decode(byte[] from, float[] into, int offset, int count) {
            Companding.MU_LAW.decode(from, into, offset, count);
        }

        @Override
        public void encode(float[] from, int offset, byte[] into, int count) {
            Companding.MU_LAW.encode(from, offset, into, count);
        }
    };

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

    public abstract void decode(byte[] from, float[] into, int offset, int count);

    public abstract void encode(float[] from, int offset, byte[] into, int count);

    /** The cast to int saturates, and turns NaN into 0. */
    private static int quantised(float sample, int bits) {
        int value = (int) Math.rint((double) sample * (1L << (bits - 1)));
        int most = (int) ((1L << (bits - 1)) - 1);
        return Math.max(-most - 1, Math.min(most, value));
    }
}
