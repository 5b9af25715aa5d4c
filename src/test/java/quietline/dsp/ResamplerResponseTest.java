package quietline.dsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.dsp.ResamplerTest.resample;
import static quietline.dsp.Responses.error;
import static quietline.dsp.Responses.sine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The frequency response and delay of resamplers. */
class ResamplerResponseTest {

    /** A sine comes out as that sine, at the same time, up to 0.95 of the lower Nyquist. */
    @ParameterizedTest
    @CsvSource(textBlock = Responses.PAIRS)
    void keepsFrequenciesOfBothRates(int from, int to) {
        double nyquist = Math.min(from, to) / 2.0;
        for (double part : new double[] {0.001, 0.1, 0.37, 0.7, 0.9, 0.95}) {
            double frequency = part * nyquist;
            float[] out = resample(new Resampler(from, to), sine(frequency, from, from / 2));
            double error = error(out, sine(frequency, to, out.length));
            assertTrue(error < -95, "at %.0f Hz the error is %.1f dB".formatted(frequency, error));
        }
    }

    /** From the lower Nyquist on nothing is left. */
    @ParameterizedTest
    @CsvSource(textBlock = Responses.PAIRS)
    void removesFrequenciesAboveTheLowerRate(int from, int to) {
        for (double part : new double[] {1, 1.02, 1.1, 1.5, 2, 2.9, 3.3, 5, 11.9}) {
            double frequency = part * to / 2.0;
            if (frequency < from / 2.0) {
                float[] out = resample(new Resampler(from, to), sine(frequency, from, from / 2));
                double left = error(out, new float[out.length]);
                assertTrue(left < -100, "of %.0f Hz is left %.1f dB".formatted(frequency, left));
            }
        }
    }

    /** The whole response at once, by an impulse: flat to 7.6 kHz, nothing from 8 kHz on. */
    @ParameterizedTest
    @ValueSource(ints = {32000, 48000, 44100, 96000, 192000, 22050, 47999})
    void turnsAnImpulseIntoTheFilter(int to) {
        float[] in = new float[1601];
        in[800] = 1;
        float[] out = resample(new Resampler(16000, to), in);
        double at = 800.0 * to / 16000;
        double gain = to / 16000.0;
        double ripple = 0;
        double left = Double.NEGATIVE_INFINITY;
        for (double hertz = 0; hertz < to / 2.0; hertz += 97) {
            double decibels = Responses.decibels(out, at, hertz / to, gain);
            if (hertz <= 7600) {
                ripple = Math.max(ripple, Math.abs(decibels));
            } else if (hertz >= 8000) {
                left = Math.max(left, decibels);
            }
        }
        System.out.printf(
                "16000 to %d Hz: ripple to 7.6 kHz %.5f dB, from 8 kHz on %.1f dB%n",
                to, ripple, left);
        assertTrue(ripple < 0.001, "ripple " + ripple);
        assertTrue(left < -100, "left " + left);
    }

    /** Linear phase: what is to the left of an impulse is what is to its right. */
    @ParameterizedTest
    @ValueSource(ints = {32000, 48000, 96000})
    void answersAnImpulseSymmetrically(int to) {
        float[] in = new float[1601];
        in[800] = 1;
        float[] out = resample(new Resampler(16000, to), in);
        int middle = 800 * to / 16000;
        for (int n = 1; n < middle; n++) {
            assertEquals(out[middle - n], out[middle + n], 1e-6f);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {44100, 48000, 96000})
    void isFlatTo7KilohertzWithLittleDelayIfQuick(int rate) {
        for (boolean downward : new boolean[] {true, false}) {
            int from = downward ? rate : 16000;
            int to = downward ? 16000 : rate;
            double millis = 1000.0 * Resampler.quick(from, to).delaySamples() / from;
            assertTrue(millis < 3, millis + " ms late");
            float[] in = sine(7000, from, from / 2);
            float[] out = resample(Resampler.quick(from, to), in);
            double error = error(out, sine(7000, to, out.length));
            assertTrue(error < -95, "error at 7 kHz " + error);
            if (downward) {
                out = resample(Resampler.quick(from, to), sine(8401, from, from / 2));
                double left = error(out, new float[out.length]);
                assertTrue(left < -100, "left of 8.4 kHz " + left);
            }
        }
    }
}
