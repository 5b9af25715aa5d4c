package quietline.streaming.io;

/**
 * How one sample lies in bytes, little endian. Integers of b bits map to floats by 2^(1−b), so that
 * full scale is ±1, and back by rounding and saturating; only 8 bits are unsigned, around 128.
 */
public enum SampleEncoding {
    PCM8(1, false) {
        @Override
        float decode(byte[] bytes, int at) {
            return ((bytes[at] & 0xff) - 128) / 128f;
        }

        @Override
        void encode(float sample, byte[] bytes, int at) {
            bytes[at] = (byte) (quantise(sample, 8) + 128);
        }
    },
    PCM16(2, false) {
        @Override
        float decode(byte[] bytes, int at) {
            return (short) integer(bytes, at, 2) / 32768f;
        }
    },
    PCM24(3, false) {
        @Override
        float decode(byte[] bytes, int at) {
            return (int) (integer(bytes, at, 3) << 8) / 0x1p31f;
        }
    },
    PCM32(4, false) {
        @Override
        float decode(byte[] bytes, int at) {
            return (int) integer(bytes, at, 4) / 0x1p31f;
        }
    },
    FLOAT32(4, true) {
        @Override
        float decode(byte[] bytes, int at) {
            return Float.intBitsToFloat((int) integer(bytes, at, 4));
        }

        @Override
        void encode(float sample, byte[] bytes, int at) {
            store(Float.floatToIntBits(sample), bytes, at, 4);
        }
    },
    FLOAT64(8, true) {
        @Override
        float decode(byte[] bytes, int at) {
            return (float) Double.longBitsToDouble(integer(bytes, at, 8));
        }

        @Override
        void encode(float sample, byte[] bytes, int at) {
            store(Double.doubleToLongBits(sample), bytes, at, 8);
        }
    };

    private final int byteCount;
    private final boolean floating;

    SampleEncoding(int byteCount, boolean floating) {
        this.byteCount = byteCount;
        this.floating = floating;
    }

    public int byteCount() {
        return byteCount;
    }

    public boolean floating() {
        return floating;
    }

    /** Whether the sample lies beyond what integers can hold. */
    boolean saturates(float sample) {
        return !floating && Math.abs(sample) > 1;
    }

    abstract float decode(byte[] bytes, int at);

    void encode(float sample, byte[] bytes, int at) {
        store(quantise(sample, 8 * byteCount), bytes, at, byteCount);
    }

    private static long quantise(float sample, int bits) {
        double scale = 1L << (bits - 1);
        // The cast turns NaN into 0.
        return (long) Math.max(-scale, Math.min(scale - 1, Math.rint(sample * scale)));
    }

    private static long integer(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    private static void store(long value, byte[] bytes, int at, int count) {
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >> 8 * i);
        }
    }
}
