package quietline.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import quietline.kernel.KernelChoice;
import quietline.weights.Golden;
import quietline.weights.Tensor;

class StftTest {

    private static final int HOP = Stft.HOP_SAMPLES;
    private final Golden golden = Golden.load("stft");
    private final float[] samples = golden.tensor("samples").data();

    @Test
    void usesTheWindowOfPyTorch() {
        // PyTorch takes the root of a window that is already rounded: near zero, 7e-7 off the sine.
        assertArrayEquals(
                golden.tensor("window").data(), Windows.ROOT_HANN.analysisFloats(), 1e-6f);
    }

    @Test
    void equalsPyTorchAndInverts() {
        Tensor expected = golden.tensor("spectrum");
        float[] resynthesis = golden.tensor("resynthesis").data();
        int frames = expected.dimension(1);
        Stft stft = new Stft(Windows.ROOT_HANN, KernelChoice.fastest());
        InverseStft inverse = new InverseStft(Windows.ROOT_HANN, KernelChoice.fastest());
        Spectrum column = new Spectrum();
        stft.prime(mirroredStart());
        float[] out = new float[HOP];
        // The last column needs samples mirrored at the end, which is the caller's matter.
        for (int t = 0; t < frames - 1; t++) {
            stft.forward(samples, t * HOP, column);
            for (int k = 0; k < Spectrum.BINS; k++) {
                int at = (k * frames + t) * 2;
                assertEquals(expected.data()[at], column.re[k], 1e-5f);
                assertEquals(expected.data()[at + 1], column.im[k], 1e-5f);
            }
            inverse.inverse(column, out, 0);
            for (int n = 0; t > 0 && n < HOP; n++) {
                assertEquals(resynthesis[(t - 1) * HOP + n], out[n], 1e-6f);
            }
        }
    }

    /** Beside a loud tone, an empty bin must not contain the rounding of a float. */
    @Test
    void computesHannWindowsInDoublePrecision() {
        float[] tone = new float[2 * HOP];
        for (int n = 0; n < tone.length; n++) {
            tone[n] = (float) Math.sin(2 * Math.PI * 100.5 * n / tone.length);
        }
        Stft stft = new Stft(Windows.HANN, KernelChoice.fastest());
        Spectrum column = new Spectrum();
        stft.forward(tone, 0, column);
        stft.forward(tone, HOP, column);
        for (int k = 0; k < Spectrum.BINS; k++) {
            double re = 0;
            double im = 0;
            for (int n = 0; n < tone.length; n++) {
                double angle = 2 * Math.PI * k * n / tone.length;
                double windowed = tone[n] * (0.5 - 0.5 * Math.cos(2 * Math.PI * n / tone.length));
                re += windowed * Math.cos(angle);
                im -= windowed * Math.sin(angle);
            }
            assertEquals(re, column.re[k], 1e-9 + 1e-6 * Math.abs(re), "bin " + k);
            assertEquals(im, column.im[k], 1e-9 + 1e-6 * Math.abs(im), "bin " + k);
        }
    }

    @Test
    void invertsHannWindows() {
        Stft stft = new Stft(Windows.HANN, KernelChoice.fastest());
        InverseStft inverse = new InverseStft(Windows.HANN, KernelChoice.fastest());
        assertInverts(stft, inverse);
        stft.reset();
        inverse.reset();
        assertInverts(stft, inverse);
    }

    private void assertInverts(Stft stft, InverseStft inverse) {
        float[] out = new float[5 * HOP];
        Spectrum column = new Spectrum();
        for (int t = 0; t < 5; t++) {
            stft.forward(samples, t * HOP, column);
            inverse.inverse(column, out, t * HOP);
        }
        for (int n = 0; n < out.length; n++) {
            assertEquals(n < HOP ? 0 : samples[n - HOP], out[n], 1e-6f, "sample " + n);
        }
    }

    private float[] mirroredStart() {
        float[] start = new float[HOP];
        for (int n = 0; n < HOP; n++) {
            start[n] = samples[HOP - n];
        }
        return start;
    }
}
