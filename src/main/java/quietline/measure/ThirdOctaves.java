package quietline.measure;

import quietline.dsp.PowerSpectrum;

/**
 * Envelopes of a sound at 10 kHz in 15 third-octave bands, the lowest around 150 Hz: the root of
 * the power in each band, for frames of 256 samples every 128 under a Hann window.
 */
final class ThirdOctaves {

    static final int BANDS = 15;
    static final int FRAME_SAMPLES = 256;
    static final int HOP_SAMPLES = FRAME_SAMPLES / 2;

    /** Hann without the zeros at its ends. */
    static final double[] WINDOW = new double[FRAME_SAMPLES];

    private static final int FFT_SAMPLES = 512;
    private static final double LOWEST_HZ = 150;

    /** Band k holds the bins from {@code EDGES[k]} to before {@code EDGES[k + 1]}. */
    private static final int[] EDGES = new int[BANDS + 1];

    static {
        for (int n = 0; n < FRAME_SAMPLES; n++) {
            WINDOW[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (n + 1) / (FRAME_SAMPLES + 1));
        }
        for (int k = 0; k <= BANDS; k++) {
            double hertz = LOWEST_HZ * Math.pow(2, (2 * k - 1) / 6.0);
            EDGES[k] = (int) Math.round(hertz * FFT_SAMPLES / TenKilohertz.RATE);
        }
    }

    private ThirdOctaves() {}

    /** How many frames there are; as published, none that ends with the last sample. */
    static int frames(int samples) {
        return Math.max(0, (samples - FRAME_SAMPLES + HOP_SAMPLES - 1) / HOP_SAMPLES);
    }

    /** By band, then frame. */
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
