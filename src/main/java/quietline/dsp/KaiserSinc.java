package quietline.dsp;

/**
 * A low-pass kernel by Kaiser's design, {@code 2f·sinc(2fx)·I₀(β√(1 - (x/w)²))/I₀(β)} for |x| < w,
 * zero outside; x counts samples, frequencies are in cycles per sample. Above the transition it
 * attenuates by {@link #STOP_DECIBELS}.
 */
record KaiserSinc(double cutoff, double halfWidth) {

    /** More than the promised 100 dB, to make up for rounding and for two filters in series. */
    static final double STOP_DECIBELS = 106;

    private static final double BETA = 0.1102 * (STOP_DECIBELS - 8.7);
    private static final double PEAK = bessel(BETA);

    /** Returns the half width for a transition from {@code pass} to {@code stop}. */
    static double halfWidth(double pass, double stop) {
        return (STOP_DECIBELS - 7.95) / (14.36 * (stop - pass)) / 2;
    }

    double at(double x) {
        double inside = 1 - x / halfWidth * (x / halfWidth);
        if (inside <= 0) {
            return 0;
        }
        double angle = 2 * Math.PI * cutoff * x;
        double sinc = Math.abs(angle) < 1e-9 ? 1 : Math.sin(angle) / angle;
        return 2 * cutoff * sinc * bessel(BETA * Math.sqrt(inside)) / PEAK;
    }

    /**
     * Returns {@code count} taps at {@code first}, {@code first + step} …, scaled to a sum. Equal
     * sums of all phases keep a constant free of images.
     */
    float[] taps(double first, double step, int count, double sum) {
        double[] exact = new double[count];
        double all = 0;
        for (int k = 0; k < count; k++) {
            exact[k] = at(first + k * step);
            all += exact[k];
        }
        float[] taps = new float[count];
        for (int k = 0; k < count; k++) {
            taps[k] = (float) (exact[k] * sum / all);
        }
        return taps;
    }

    /** Returns the modified Bessel function I₀(x) by its power series. */
    private static double bessel(double x) {
        double quarter = x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= quarter / k / k;
            sum += term;
        }
        return sum;
    }
}
