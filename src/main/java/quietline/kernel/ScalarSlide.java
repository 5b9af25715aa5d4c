package quietline.kernel;

/**
 * The filter of {@link Kernels#slide} in plain Java: eight outputs at a time, with eight
 * independent sums.
 */
final class ScalarSlide {

    private static final int EIGHT = 8;

    private ScalarSlide() {}

    static void slide(float[] taps, float[] in, int at, float[] out, int count) {
        for (int j = 0; j < count; j += EIGHT) {
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            float e = 0;
            float f = 0;
            float g = 0;
            float h = 0;
            for (int k = 0; k < taps.length; k++) {
                float tap = taps[k];
                int x = at + j + k;
                a = ScalarFma.fma(tap, in[x], a);
                b = ScalarFma.fma(tap, in[x + 1], b);
                c = ScalarFma.fma(tap, in[x + 2], c);
                d = ScalarFma.fma(tap, in[x + 3], d);
                e = ScalarFma.fma(tap, in[x + 4], e);
                f = ScalarFma.fma(tap, in[x + 5], f);
                g = ScalarFma.fma(tap, in[x + 6], g);
                h = ScalarFma.fma(tap, in[x + 7], h);
            }
            out[j] = a;
            out[j + 1] = b;
            out[j + 2] = c;
            out[j + 3] = d;
            out[j + 4] = e;
            out[j + 5] = f;
            out[j + 6] = g;
            out[j + 7] = h;
        }
    }
}
