package quietline.streaming.plot;

/**
 * A spectrogram resampled to the pixels of a picture: the mean power of the time that each column
 * of pixels covers. Pixel rows count from the bottom, 0 Hz, to the top, the highest frequency.
 */
final class PixelPowers {

    private static final int LOWEST_DB = -150;

    private final float[][] powers;

    PixelPowers(SoundTrace sound, PlotExtent extent, int width, int height) {
        powers = new float[width][height];
        SpectrumColumns spectrum = sound.spectrum();
        double[] column = new double[spectrum.rows()];
        double instantsPerPixel = extent.seconds() * sound.sampleRate() / width;
        for (int x = 0; x < width; x++) {
            double from = spectrum.columnOf(x * instantsPerPixel);
            double to = spectrum.columnOf((x + 1) * instantsPerPixel);
            average(spectrum, from, to, column);
            for (int y = 0; y < height; y++) {
                double hertz = extent.hertz() * y / (height - 1);
                powers[x][y] = (float) between(column, spectrum.rowOf(hertz));
            }
        }
    }

    /** Averages the columns {@code from} to {@code to}, weighted by their overlap. */
    private static void average(SpectrumColumns spectrum, double from, double to, double[] mean) {
        double middle = (from + to) / 2;
        double half = Math.max(1, to - from) / 2;
        int first = Math.max(0, (int) Math.floor(middle - half + 0.5));
        int last = Math.min(spectrum.count() - 1, (int) Math.floor(middle + half + 0.5));
        for (int row = 0; row < mean.length; row++) {
            mean[row] = 0;
            for (int at = first; at <= last; at++) {
                double overlap =
                        Math.min(at + 0.5, middle + half) - Math.max(at - 0.5, middle - half);
                mean[row] += Math.max(0, overlap) / (2 * half) * spectrum.power(at, row);
            }
        }
    }

    /** Interpolates between two rows; 0 above the highest. */
    private static double between(double[] column, double row) {
        int below = (int) Math.floor(row);
        if (below >= column.length) {
            return 0;
        }
        double part = row - below;
        double above = below + 1 < column.length ? column[below + 1] : 0;
        return (1 - part) * column[below] + part * above;
    }

    float at(int x, int y) {
        return powers[x][y];
    }

    /** The 99.9th percentile of the picture's levels, in decibels. */
    double mostBelow() {
        int[] counts = new int[-LOWEST_DB];
        for (float[] column : powers) {
            for (float power : column) {
                int below = (int) -DecibelScale.decibels(power);
                counts[Math.max(0, Math.min(counts.length - 1, below))]++;
            }
        }
        long above = 0;
        int decibels = 0;
        while (decibels < counts.length
                && (above += counts[decibels]) * 1000 < (long) powers.length * powers[0].length) {
            decibels++;
        }
        return -decibels;
    }
}
