package quietline.tarsosdsp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import quietline.dsp.Resampler;

/** Compares the resampler with TarsosDSP's from 48 to 16 kHz: pass-band ripple and aliasing. */
class ResamplerComparisonTest {

    private static final int FROM = 48000;
    private static final int TO = 16000;
    private static final double[] PASS = {100, 1000, 4000, 6000, 7000, 7400, 7600};
    private static final double[] STOP = {
        8000, 8100, 8400, 9000, 10000, 12000, 16000, 20000, 23900
    };

    @Test
    void hasLessRippleAndLessAliasing() {
        double ripple = 0;
        double theirs = 0;
        for (double hertz : PASS) {
            double own = decibels(own(sine(hertz)));
            double other = decibels(other(sine(hertz)));
            ripple = Math.max(ripple, Math.abs(own));
            theirs = Math.max(theirs, Math.abs(other));
        }
        assertTrue(ripple < 0.1, "ripple up to 7.6 kHz must be below 0.1 dB, got " + ripple);
        assertTrue(ripple < theirs);
        double left = Double.NEGATIVE_INFINITY;
        theirs = left;
        for (double hertz : STOP) {
            double own = decibels(own(sine(hertz)));
            double other = decibels(other(sine(hertz)));
            left = Math.max(left, own);
            theirs = Math.max(theirs, other);
        }
        assertTrue(left < -100, "aliasing must be below -100 dB, got " + left);
        assertTrue(left < theirs);
    }

    private static float[] sine(double hertz) {
        float[] sine = new float[FROM];
        for (int n = 0; n < FROM; n++) {
            sine[n] = (float) Math.sin(2 * Math.PI * hertz * n / FROM + 0.7);
        }
        return sine;
    }

    private static float[] own(float[] in) {
        Resampler resampler = new Resampler(FROM, TO);
        float[] out = new float[TO];
        resampler.flush(out, resampler.push(in, 0, in.length, out, 0));
        return out;
    }

    private static float[] other(float[] in) {
        double factor = (double) TO / FROM;
        float[] out = new float[TO + 100];
        new be.tarsos.dsp.resample.Resampler(true, factor, factor)
                .process(factor, in, 0, in.length, true, out, 0, out.length);
        return out;
    }

    /** Returns the level relative to a full-scale sine, without the ends. */
    private static double decibels(float[] out) {
        double sum = 0;
        for (int n = TO / 4; n < 3 * TO / 4; n++) {
            sum += 2 * out[n] * out[n];
        }
        return 10 * Math.log10(sum / (TO / 2.0) + 1e-30);
    }
}
