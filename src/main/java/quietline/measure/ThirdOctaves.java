package quietline.measure;

import quietline.dsp.PowerSpectrum;

/**
 * Computes the envelopes of a 10 kHz signal in 15 third-octave bands from 150 Hz on: the square
 * root of the power in each band, for frames of 256 samples under a Hann window, one every 128.
 */
final class ThirdOctaves {

    static final int BANDS = 15;
    static final int FRAME_SAMPLES = 256;
    static final int HOP_SAMPLES = FRAME_SAMPLES / 2;

    static final double[] WINDOW = hann(FRAME_SAMPLES);

    private static final int FFT_SAMPLES = 512;
    private static final double LOWEST_HZ = 150;

    /** Band k holds the bins from {@code EDGES[k]} to before {@code EDGES[k + 1]}. */
    private static final int[] EDGES = new int[BANDS + 1];

    static {
        for (int k = 0; k <= BANDS; k++) {
            double hertz = LOWEST_HZ * Math.pow(2, (2 * k - 1) / 6.0);
            EDGES[k] = (int) Math.round(hertz * FFT_SAMPLES / TenKilohertz.RATE);
        }
    }

    private ThirdOctaves() {}

    /** Returns a Hann window without the zeros at its ends. */
    static double[] hann(int samples) {
        double[] window = new double[samples];
        for (int n = 0; n < samples; n++) {
            window[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (n + 1) / (samples + 1));
        }
        return window;
    }

    /** Returns the number of frames; as in the published code, a last exact frame is dropped. */
    static int frames(int samples) {
        return Math.max(0, (samples - FRAME_SAMPLES + HOP_SAMPLES - 1) / HOP_SAMPLES);
    }

    /** Returns the envelopes, indexed by band, then frame. */
    static double[][] envelopes(double[] samples) {
        PowerSpectrum spectrum = new PowerSpectrum(FFT_SAMPLES);
        double[] frame = new double[FRAME_SAMPLES];
        double[] power = new double[spectrum.bins()];
        int frames = frames(samples.length);
        double[][] envelopes = new double[BANDS][frames];
        for (int i = 0; i < frames; i++) {
            for (int n = 0; n < FRAME_SAMPLES; n++) {
                frame[n] = WINDOW[n] * samples[i * HOP_SAMPLES + n];
            }
            spectrum.of(frame, power);
            for (int band = 0; band < BANDS; band++) {
                double sum = 0;
                for (int bin = EDGES[band]; bin < EDGES[band + 1]; bin++) {
                    sum += power[bin];
                }
                envelopes[band][i] = Math.sqrt(sum);
            }
        }
        return envelopes;
    }
}
