package quietline.streaming.plot;

/**
 * Decibels as colours: everything from lowest to highest, and what lies beyond at the ends.
 *
 * @param step from one label to the next
 */
record DecibelScale(double lowest, double highest, double step, ColourMap colours, String unit) {

    /** As good as silent: below what 16 bits hold at one frequency, of a steady sound. */
    static final double SILENCE_DB = -100;

    private static final double LEVELS_DB = 70;
    private static final double HIGHEST_TOP_DB = 0;
    private static final double LOWEST_TOP_DB = -40;

    /** For levels most of which are below this one. */
    static DecibelScale levels(double mostBelow) {
        double top = 10 * Math.ceil(mostBelow / 10);
        top = Math.max(LOWEST_TOP_DB, Math.min(HIGHEST_TOP_DB, top));
        return new DecibelScale(top - LEVELS_DB, top, 10, ColourMap.LEVEL, "dBFS");
    }

    /** For what is left of something, where anything was. */
    static DecibelScale gains() {
        return new DecibelScale(-40, 0, 10, ColourMap.GAIN, "dB");
    }

    static double decibels(double power) {
        return 10 * Math.log10(power + 1e-15);
    }

    int rgb(double decibels) {
        return Double.isNaN(decibels)
                ? Pen.FAINT.getRGB()
                : colours.rgb((decibels - lowest) / (highest - lowest));
    }
}
