package quietline.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ComplexMaskTest {

    @Test
    void raisesBinsBelowTheFloorAndTurnsThemTowardsTheInput() {
        Spectrum mask = random(0.1);
        mask.re[7] = 0;
        mask.im[7] = 0;
        mask.re[8] = 1e-30f;
        mask.im[8] = -1e-30f;
        Spectrum raised = copy(mask);
        ComplexMask.raise(raised, 0.1f);
        int low = 0;
        for (int k = 0; k < Spectrum.BINS; k++) {
            double before = Math.hypot(mask.re[k], mask.im[k]);
            double after = Math.hypot(raised.re[k], raised.im[k]);
            assertEquals(Math.max(before, 0.1), after, 1e-6, "bin " + k);
            double phase = Math.atan2(mask.im[k], mask.re[k]);
            double turned = Math.atan2(raised.im[k], raised.re[k]);
            if (before < 0.1) {
                double part = before / 0.1;
                double aim = Math.atan2(part * Math.sin(phase), part * Math.cos(phase) + 1 - part);
                assertEquals(aim, turned, 1e-5, "bin " + k);
                low++;
            } else {
                assertEquals(phase, turned, "bin " + k);
            }
        }
        assertEquals(0.1f, raised.re[7], "without a phase it becomes real");
        assertEquals(0, raised.im[7]);
        assertTrue(low > 50 && low < 200, "some must lie below, some above: " + low);
    }

    @Test
    void leavesBinsAboveTheFloor() {
        Spectrum mask = random(1);
        Spectrum raised = copy(mask);
        ComplexMask.raise(raised, 1e-9f);
        assertArrayEquals(mask.re, raised.re);
        assertArrayEquals(mask.im, raised.im);
    }

    @Test
    void mixesNoisyAndEnhancedSpectraByStrength() {
        Spectrum noisy = random(1);
        Spectrum mask = random(0.3);
        Spectrum out = new Spectrum();
        ComplexMask.apply(noisy, mask, 0.75f, out);
        for (int k = 0; k < Spectrum.BINS; k++) {
            float re = noisy.re[k] * mask.re[k] - noisy.im[k] * mask.im[k];
            float im = noisy.re[k] * mask.im[k] + noisy.im[k] * mask.re[k];
            assertEquals(0.25f * noisy.re[k] + 0.75f * re, out.re[k], 1e-5f);
            assertEquals(0.25f * noisy.im[k] + 0.75f * im, out.im[k], 1e-5f);
        }
    }

    private static Spectrum random(double size) {
        Random random = new Random(1);
        Spectrum mask = new Spectrum();
        for (int k = 0; k < Spectrum.BINS; k++) {
            mask.re[k] = (float) (size * random.nextGaussian());
            mask.im[k] = (float) (size * random.nextGaussian());
        }
        return mask;
    }

    private static Spectrum copy(Spectrum from) {
        Spectrum copy = new Spectrum();
        System.arraycopy(from.re, 0, copy.re, 0, Spectrum.BINS);
        System.arraycopy(from.im, 0, copy.im, 0, Spectrum.BINS);
        return copy;
    }
}
