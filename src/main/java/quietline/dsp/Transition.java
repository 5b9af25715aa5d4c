package quietline.dsp;

/**
 * The transition band of a low-pass filter: flat up to {@code pass}, nothing from {@code stop} on,
 * as parts of the lower rate's Nyquist frequency.
 */
record Transition(double pass, double stop) {

    static final Transition SHARP = new Transition(0.95, 1);

    /** 7 kHz and 8.4 kHz at 16 kHz; a third of the taps. */
    static final Transition QUICK = new Transition(0.88, 1.05);

    /** Returns the transition of an interpolation to or from the double rate. */
    double passHertz(int lowRate) {
        return pass * lowRate / 2;
    }

    /**
     * Returns the start of an interpolation's stop band. The sharp filter removes content below it;
     * images at the double rate lie above it.
     */
    double stopHertz(int lowRate) {
        return (4 - stop) * lowRate / 2;
    }
}
