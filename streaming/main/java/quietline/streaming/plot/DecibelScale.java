package quietline.streaming.plot;

/**
 * Maps decibels to colours; values outside the range get the colour of its end.
 *
 * @param step the distance between labels
 */
record DecibelScale(double lowest, double highest, double step, ColourMap colours, String unit) {

    /** Treated as silence: below the noise of 16-bit samples in one frequency bin. */
    static final double SILENCE_DB = -100;

    private static final double LEVELS_DB = 70;
    private static final double HIGHEST_TOP_DB = 0;
    private static final double LOWEST_TOP_DB = -40;

    /** The scale for a picture whose levels are almost all below {@code mostBelow}. */
    static DecibelScale levels(double mostBelow) {
        double top = 10 * Math.ceil(mostBelow / 10);
        top = Math.max(LOWEST_TOP_DB, Math.min(HIGHEST_TOP_DB, top));
        return new DecibelScale(top - LEVELS_DB, top, 10, ColourMap.LEVEL, "dBFS");
    }

    /** The scale for gains. */
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
