package quietline.streaming.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks colours at known positions of pictures. */
class SpectrogramPlotTest {

    private static final int RATE = 16_000;
    private static final int LEFT = SpectrogramPlot.LEFT;
    private static final int WIDTH = SpectrogramPlot.PANEL_WIDTH;
    private static final int HEIGHT = SpectrogramPlot.SPECTROGRAM_HEIGHT;
    private static final int WAVE_TOP = 52;
    private static final int TOP = 199;
    private static final int MASK_TOP = 1028;
    private static final int LEGEND = LEFT + WIDTH + 30;

    @TempDir private Path folder;

    @ParameterizedTest(name = "{0} Hz")
    @ValueSource(ints = {8000, 16_000, 44_100, 48_000, 192_000})
    void drawsSineAtItsFrequency(int rate) throws IOException {
        BufferedImage image =
                draw(trace(rate, rate, n -> 0.5 * Math.sin(2 * Math.PI * 1000 * n / rate)));
        double binPixels = Math.max(1, 31.25 * HEIGHT / (rate / 2.0)) + 1;
        int x = LEFT + WIDTH / 2;
        int brightest = 0;
        for (int y = 0; y < HEIGHT; y++) {
            if (light(image, x, TOP + y) > light(image, x, TOP + brightest)) {
                brightest = y;
            }
        }
        assertEquals(HEIGHT - 1 - 1000 / (rate / 2.0) * (HEIGHT - 1), brightest, binPixels);
        assertEquals(ColourMap.LEVEL.rgb(0), image.getRGB(x, TOP + HEIGHT / 16));
    }

    @ParameterizedTest(name = "{0} s")
    @ValueSource(doubles = {0.1, 1, 12, 61})
    void drawsClickAtItsTime(double seconds) throws IOException {
        int count = (int) (seconds * RATE);
        BufferedImage image = draw(trace(RATE, count, n -> n == count / 4 ? 0.9 : 0));
        int brightest = 0;
        for (int x = 0; x < WIDTH; x++) {
            if (light(image, LEFT + x, TOP + 100) > light(image, LEFT + brightest, TOP + 100)) {
                brightest = x;
            }
        }
        double column = Math.max(1, 64.0 / count * WIDTH);
        assertEquals(WIDTH / 4.0, brightest, 1.5 * column + 1);
        assertEquals(ColourMap.LEVEL.rgb(0), image.getRGB(LEFT + WIDTH - 20, TOP + 100));
        int blue = WaveformPanel.WAVE.getRGB();
        assertEquals(blue, image.getRGB(LEFT + WIDTH / 4, WAVE_TOP + 30));
    }

    @Test
    void drawsGainAsMask() throws IOException {
        SoundTrace before = trace(RATE, RATE, noise(0.5));
        SoundTrace after = trace(RATE, RATE, noise(0.5 * Math.pow(10, -30 / 20.0)));
        BufferedImage image = SpectrogramPlot.of(before, after).draw();
        assertEquals(SpectrogramPlot.WIDTH, image.getWidth());
        assertEquals(1333, image.getHeight());
        for (int x = 5; x < WIDTH; x += 150) {
            for (int y = 5; y < HEIGHT; y += 50) {
                assertEquals(ColourMap.GAIN.rgb(0.25), image.getRGB(LEFT + x, MASK_TOP + y));
            }
        }
        assertEquals(ColourMap.GAIN.rgb(1), image.getRGB(LEGEND, MASK_TOP));
        assertEquals(ColourMap.GAIN.rgb(0), image.getRGB(LEGEND, MASK_TOP + HEIGHT - 1));
    }

    @Test
    void drawsMaskOfSilenceGrey() throws IOException {
        SoundTrace before = trace(RATE, RATE, n -> 0);
        SoundTrace after = trace(RATE, RATE, noise(0.5));
        BufferedImage image = SpectrogramPlot.of(before, after).draw();
        assertEquals(Pen.FAINT.getRGB(), image.getRGB(LEFT + 500, MASK_TOP + 100));
    }

    @Test
    void drawsLegend() throws IOException {
        BufferedImage image = draw(trace(RATE, RATE, noise(0.5)));
        assertEquals(504, image.getHeight());
        assertEquals(ColourMap.LEVEL.rgb(1), image.getRGB(LEGEND, TOP));
        assertEquals(ColourMap.LEVEL.rgb(0), image.getRGB(LEGEND, TOP + HEIGHT - 1));
        assertEquals(ColourMap.LEVEL.rgb(0.5), image.getRGB(LEGEND, TOP + HEIGHT / 2));
    }

    @Test
    void marksSingleSampleAtFullScale() throws IOException {
        int red = WaveformPanel.CLIPPED.getRGB();
        BufferedImage image = draw(trace(RATE, 60 * RATE, n -> n == 30 * RATE ? -1 : 0.1));
        int middle = LEFT + WIDTH / 2;
        assertEquals(red, image.getRGB(middle, WAVE_TOP - 4));
        assertEquals(red, image.getRGB(middle, WAVE_TOP + 80));
        for (int x = 0; x < WIDTH; x++) {
            if (Math.abs(LEFT + x - middle) > 2) {
                assertNotEquals(red, image.getRGB(LEFT + x, WAVE_TOP - 4));
            }
        }
    }

    @Test
    void isIndependentOfBlockSizes() throws IOException {
        Random random = new Random(1);
        float[] stereo = new float[2 * 20 * RATE];
        for (int i = 0; i < stereo.length; i++) {
            stereo[i] = (float) (0.1 * random.nextGaussian());
        }
        SoundTrace whole = new SoundTrace("x", RATE, 2);
        whole.add(stereo, 0, stereo.length);
        SoundTrace pieces = new SoundTrace("x", RATE, 2);
        for (int at = 0; at < stereo.length; ) {
            int count = Math.min(2 * random.nextInt(3000), stereo.length - at);
            pieces.add(stereo, at, count);
            at += count;
        }
        assertSame(draw(whole.finish()), draw(pieces.finish()));
    }

    @Test
    void treatsNonFiniteSamplesAsSilence() throws IOException {
        BufferedImage image = draw(trace(RATE, RATE, n -> n % 100 == 0 ? Double.NaN : 0));
        assertEquals(ColourMap.LEVEL.rgb(0), image.getRGB(LEFT + 500, TOP + 100));
    }

    @Test
    void drawsEmptyRecording() throws IOException {
        BufferedImage image = draw(trace(RATE, 0, n -> 0));
        assertEquals(ColourMap.LEVEL.rgb(0), image.getRGB(LEFT + 500, TOP + 100));
    }

    @Test
    void leavesNoFileOnFailure() throws IOException {
        SpectrogramPlot plot = SpectrogramPlot.of(trace(RATE, 1, n -> 0.5));
        Path absent = folder.resolve("absent");
        assertThrows(IOException.class, () -> plot.write(absent.resolve("x.png"), false));
        plot.write(folder.resolve("x.png"), false);
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void reportsMissingFonts() {
        for (Throwable trouble :
                new Throwable[] {new InternalError("x"), new UnsatisfiedLinkError("y")}) {
            IOException line =
                    assertThrows(
                            IOException.class,
                            () ->
                                    Pen.checkFonts(
                                            () -> {
                                                throw (Error) trouble;
                                            }));
            assertTrue(line.getMessage().contains("apt-get install fontconfig"), line.getMessage());
        }
        assertThrows(IOException.class, () -> Pen.checkFonts(() -> 0));
    }

    private static void assertSame(BufferedImage expected, BufferedImage actual) {
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                assertEquals(expected.getRGB(x, y), actual.getRGB(x, y));
            }
        }
    }

    private static BufferedImage draw(SoundTrace sound) throws IOException {
        return SpectrogramPlot.of(sound).draw();
    }

    private static IntToDoubleFunction noise(double level) {
        Random random = new Random(1);
        return n -> level * (random.nextDouble() - 0.5);
    }

    private static SoundTrace trace(int rate, int count, IntToDoubleFunction sample) {
        SoundTrace trace = new SoundTrace("sound.wav", rate, 1);
        float[] block = new float[1000];
        for (int at = 0; at < count; at += block.length) {
            int more = Math.min(block.length, count - at);
            for (int i = 0; i < more; i++) {
                block[i] = (float) sample.applyAsDouble(at + i);
            }
            trace.add(block, 0, more);
        }
        return trace.finish();
    }

    private static int light(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        return (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
    }
}
