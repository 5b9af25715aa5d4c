package quietline.kernel;

/** Short filters at positions between samples, in plain Java. */
final class ScalarPhases extends PhaseFilter {

    /** Returns the position between two rows, from 0 to 1. */
    static final int LINE_BITS = 32 - PhaseTaps.GLIDE_ROW_BITS;

    static final int LINE_MASK = (1 << LINE_BITS) - 1;
    static final float LINE_PART = 1f / (1 << LINE_BITS);

    private final PhaseTaps taps;

    ScalarPhases(PhaseTaps taps) {
        this.taps = taps;
    }

    @Override
    public void interpolate(float[] in, int place, int step, float[] out, int outAt, int count) {
        float[] table = taps.table();
        int phases = taps.phases();
        int inRow = taps.count();
        int x = place / phases;
        int phase = place % phases;
        for (int i = 0; i < count; i++) {
            out[outAt + i] = dot(table, phase * inRow, in, x, inRow);
            phase += step % phases;
            x += step / phases;
            if (phase >= phases) {
                phase -= phases;
                x++;
            }
        }
    }

    @Override
    public void glide(float[] in, long place, long step, float[] out, int outAt, int count) {
        float[] table = taps.table();
        int inRow = taps.count();
        long at = place;
        for (int i = 0; i < count; i++) {
            int x = (int) (at >>> 32);
            int row = ((int) at >>> LINE_BITS) * inRow;
            float part = ((int) at & LINE_MASK) * LINE_PART;
            float early = dot(table, row, in, x, inRow);
            out[outAt + i] = early + part * (dot(table, row + inRow, in, x, inRow) - early);
            at += step;
        }
    }

    /** Computes the sum in four independent parts. */
    private static float dot(float[] table, int row, float[] in, int x, int taps) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int k = 0; k < taps; k += Row.FLOATS) {
            int t = row + k;
            int u = x + k;
            a = ScalarFma.fma(table[t], in[u], a);
            b = ScalarFma.fma(table[t + 1], in[u + 1], b);
            c = ScalarFma.fma(table[t + 2], in[u + 2], c);
            d = ScalarFma.fma(table[t + 3], in[u + 3], d);
            a = ScalarFma.fma(table[t + 4], in[u + 4], a);
            b = ScalarFma.fma(table[t + 5], in[u + 5], b);
            c = ScalarFma.fma(table[t + 6], in[u + 6], c);
            d = ScalarFma.fma(table[t + 7], in[u + 7], d);
            a = ScalarFma.fma(table[t + 8], in[u + 8], a);
            b = ScalarFma.fma(table[t + 9], in[u + 9], b);
            c = ScalarFma.fma(table[t + 10], in[u + 10], c);
            d = ScalarFma.fma(table[t + 11], in[u + 11], d);
            a = ScalarFma.fma(table[t + 12], in[u + 12], a);
            b = ScalarFma.fma(table[t + 13], in[u + 13], b);
            c = ScalarFma.fma(table[t + 14], in[u + 14], c);
            d = ScalarFma.fma(table[t + 15], in[u + 15], d);
        }
        return a + b + (c + d);
    }
}
