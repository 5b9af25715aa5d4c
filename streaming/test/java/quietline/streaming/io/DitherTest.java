package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DitherTest {

    private static final int COUNT = 200_000;

    @Test
    void isTriangularOverTwoStepsAndUnbiased() {
        float[] noise = new float[COUNT];
        new Dither(16).add(new float[COUNT], 0, noise, COUNT);
        double mean = 0;
        double power = 0;
        double next = 0;
        int near = 0;
        for (int i = 0; i < COUNT; i++) {
            double steps = noise[i] * 32768.0;
            assertTrue(Math.abs(steps) <= 1);
            mean += steps / COUNT;
            power += steps * steps / COUNT;
            next += i == 0 ? 0 : steps * noise[i - 1] * 32768.0 / COUNT;
            near += Math.abs(steps) < 0.5 ? 1 : 0;
        }
        assertEquals(0, mean, 0.005);
        assertEquals(1 / 6.0, power, 0.002);
        assertEquals(0, next, 0.002);
        assertEquals(0.75, near / (double) COUNT, 0.005);
    }

    /** Undithered, a signal smaller than half a step would become silence. */
    @Test
    void keepsMeanOfSignalsSmallerThanAStep() throws IOException {
        for (float steps : new float[] {0.1f, 0.4f, -0.3f}) {
            float[] samples = new float[COUNT];
            java.util.Arrays.fill(samples, steps / 32768);
            double mean = 0;
            for (float sample : Samples.readAll(written(SampleEncoding.PCM16, true, samples))) {
                mean += sample * 32768.0 / COUNT;
            }
            assertEquals(steps, mean, 0.01);
        }
        assertEquals(0, Samples.readAll(written(SampleEncoding.PCM16, false, 0.4f / 32768))[0]);
    }

    @Test
    void isReproducibleAndOnlyForIntegers() throws IOException {
        float[] samples = new float[1000];
        assertArrayEquals(
                Samples.readAll(written(SampleEncoding.PCM8, true, samples)),
                Samples.readAll(written(SampleEncoding.PCM8, true, samples)));
        for (SampleEncoding encoding :
                new SampleEncoding[] {SampleEncoding.FLOAT32, SampleEncoding.MULAW}) {
            assertArrayEquals(samples, Samples.readAll(written(encoding, true, samples)));
        }
    }

    private static WavReader written(SampleEncoding encoding, boolean dither, float... samples)
            throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        WavFormat format = new WavFormat(encoding, 1, 16_000);
        try (WavWriter writer =
                new WavWriter(pipe, "-", format, samples.length, dither, List.of())) {
            writer.write(samples, 0, samples.length);
        }
        return new WavReader(new ByteArrayInputStream(pipe.toByteArray()), "-");
    }
}
