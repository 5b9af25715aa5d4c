package quietline.streaming.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ColourMapTest {

    private static final int STEPS = 50;

    @Test
    void hasLinearLightness() {
        for (ColourMap map : new ColourMap[] {ColourMap.LEVEL, ColourMap.GAIN}) {
            double even = (lightness(map.rgb(1)) - lightness(map.rgb(0))) / STEPS;
            assertTrue(even > 1.5, "from dark to bright");
            for (int i = 0; i < STEPS; i++) {
                double from = lightness(map.rgb(1.0 * i / STEPS));
                double step = lightness(map.rgb((i + 1.0) / STEPS)) - from;
                // Eight bits are too coarse for even steps of the darkest colours.
                double least = from < 8 ? 0 : 0.5 * even;
                assertTrue(step > least && step < 1.5 * even, "step " + i + ": " + step);
            }
        }
    }

    @Test
    void clampsToEnds() {
        assertEquals(ColourMap.LEVEL.rgb(0), ColourMap.LEVEL.rgb(-3));
        assertEquals(ColourMap.LEVEL.rgb(1), ColourMap.LEVEL.rgb(7));
    }

    /** CIE L* from 0 to 100, an independent measure of lightness. */
    private static double lightness(int rgb) {
        double y =
                0.2126 * linear(rgb >> 16 & 0xff)
                        + 0.7152 * linear(rgb >> 8 & 0xff)
                        + 0.0722 * linear(rgb & 0xff);
        return y > 216.0 / 24_389 ? 116 * Math.cbrt(y) - 16 : y * 24_389 / 27;
    }

    private static double linear(int encoded) {
        double value = encoded / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
