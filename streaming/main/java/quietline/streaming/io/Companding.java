package quietline.streaming.io;

import java.util.function.IntUnaryOperator;

/**
 * A-law and µ-law companding of telephony (G.711): a sign and 128 magnitudes in 8 segments of 16
 * steps, where each segment's steps are twice as wide as those of the segment before. Encoding
 * looks up the nearest magnitude in a table.
 */
final class Companding {

    static final Companding A_LAW = new Companding(k -> (0x80 | k) ^ 0x55, Companding::aLaw);
    static final Companding MU_LAW = new Companding(k -> 0xff - k, Companding::muLaw);

    private static final int SIGN = 0x80;
    private static final int FULL_SCALE = 32_768;

    private final float[] values = new float[256];
    private final byte[] nearest = new byte[FULL_SCALE + 1];

    private Companding(IntUnaryOperator code, IntUnaryOperator magnitude) {
        int k = 0;
        for (int wanted = 0; wanted <= FULL_SCALE; wanted++) {
            while (k < 127
                    && Math.abs(magnitude.applyAsInt(k + 1) - wanted)
                            < Math.abs(magnitude.applyAsInt(k) - wanted)) {
                k++;
            }
            nearest[wanted] = (byte) code.applyAsInt(k);
        }
        for (k = 0; k < 128; k++) {
            float value = magnitude.applyAsInt(k) / (float) FULL_SCALE;
            values[code.applyAsInt(k)] = value;
            values[code.applyAsInt(k) ^ SIGN] = -value;
        }
    }

    private static int aLaw(int k) {
        int segment = k >> 4;
        int step = (k & 15) << 4;
        return segment == 0 ? step + 8 : step + 0x108 << segment - 1;
    }

    private static int muLaw(int k) {
        return (((k & 15) << 3) + 0x84 << (k >> 4)) - 0x84;
    }

    void decode(byte[] from, float[] into, int offset, int count) {
        for (int i = 0; i < count; i++) {
            into[offset + i] = values[from[i] & 0xff];
        }
    }

    void encode(float[] from, int offset, byte[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = code(from[offset + i]);
        }
    }

    float rounded(float sample) {
        return values[code(sample) & 0xff];
    }

    private byte code(float sample) {
        int magnitude =
                Math.min(FULL_SCALE, (int) Math.rint(Math.abs((double) sample) * FULL_SCALE));
        byte code = nearest[magnitude];
        return sample < 0 ? (byte) (code ^ SIGN) : code;
    }
}
