package quietline.streaming.plot;

/**
 * Maps numbers from 0 to 1 to colours from dark to bright, along a path through the OKLCh colour
 * space. Lightness is linear in the number, so that equal steps look equal, also in greyscale.
 */
final class ColourMap {

    /** Levels: from black through violet and orange to pale yellow. */
    static final ColourMap LEVEL = new ColourMap(0.10, 0.97, 275, 465, 0.19);

    /** Gains: from deep blue through green to pale yellow. */
    static final ColourMap GAIN = new ColourMap(0.20, 0.97, 290, 110, 0.14);

    private static final int STEPS = 1024;

    private final int[] colours = new int[STEPS];

    /** Hues in degrees; chroma is largest in the middle. */
    private ColourMap(double dark, double bright, double fromHue, double toHue, double chroma) {
        for (int i = 0; i < STEPS; i++) {
            double t = i / (STEPS - 1.0);
            double lightness = dark + (bright - dark) * t;
            double hue = Math.toRadians(fromHue + (toHue - fromHue) * t);
            double saturation = chroma * Math.pow(Math.sin(Math.PI * (0.06 + 0.84 * t)), 0.7);
            colours[i] = withinGamut(lightness, saturation, hue);
        }
    }

    int rgb(double fraction) {
        double held = Math.max(0, Math.min(1, fraction));
        return colours[(int) Math.round(held * (STEPS - 1))];
    }

    /** Reduces the chroma until the colour is inside the sRGB gamut. */
    private static int withinGamut(double lightness, double chroma, double hue) {
        double[] linear = new double[3];
        for (double part = 1; part >= 0; part -= 0.02) {
            double a = part * chroma * Math.cos(hue);
            double b = part * chroma * Math.sin(hue);
            toLinear(lightness, a, b, linear);
            if (inRange(linear)) {
                break;
            }
        }
        return 0xff000000 | encoded(linear[0]) << 16 | encoded(linear[1]) << 8 | encoded(linear[2]);
    }

    /** Converts OKLab to linear sRGB. */
    private static void toLinear(double lightness, double a, double b, double[] linear) {
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        linear[0] = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
        linear[1] = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
        linear[2] = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
    }

    private static double cube(double x) {
        return x * x * x;
    }

    private static boolean inRange(double[] linear) {
        for (double channel : linear) {
            if (channel < 0 || channel > 1) {
                return false;
            }
        }
        return true;
    }

    private static int encoded(double linear) {
        double held = Math.max(0, Math.min(1, linear));
        double curved = held <= 0.0031308 ? 12.92 * held : 1.055 * Math.pow(held, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * curved);
    }
}
