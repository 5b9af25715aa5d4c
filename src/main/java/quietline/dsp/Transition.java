package quietline.dsp;

/**
 * How sharply the lower of two rates is cut: up to {@code pass} nothing changes, from {@code stop}
 * on nothing is left, both as parts of its Nyquist frequency.
 */
record Transition(double pass, double stop) {

    static final Transition SHARP = new Transition(0.95, 1);

    /** 7 kHz and 8.4 kHz at 16 kHz; the filter is a third as long. */
    static final Transition QUICK = new Transition(0.88, 1.05);

    /** The same for an interpolation to or from the double rate. */
    double passHertz(int lowRate) {
        return pass * lowRate / 2;
    }

    /**
     * Where an interpolation must have stopped: what lies before that is cut by the sharp filter,
     * or was never there, because the double rate mirrors only what is further up.
     */
    double stopHertz(int lowRate) {
        return (4 - stop) * lowRate / 2;
    }
}
