package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WavWriterTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void readsBackWhatItWrote(SampleEncoding encoding) throws Exception {
        float[] samples = new float[3 * 5001];
        Random random = new Random(3);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 2 * random.nextFloat() - 1;
        }
        WavFormat format = new WavFormat(encoding, 3, 44_100);
        Path file = write(format, samples);

        float[] back;
        try (WavReader reader = WavReader.open(file)) {
            assertEquals(format, reader.format());
            back = Samples.readAll(reader);
            assertEquals(samples.length, back.length);
            assertEquals(Optional.empty(), reader.warning());
        }
        for (int i = 0; i < samples.length; i++) {
            assertEquals(encoding.rounded(samples[i]), back[i]);
            assertEquals(samples[i], back[i], tolerance(encoding, samples[i]));
        }
        assertJavaSoundAgrees(file, format, samples.length / 3);
    }

    /** One step, because integers cannot express +1. */
    private static float tolerance(SampleEncoding encoding, float sample) {
        return switch (encoding) {
            case FLOAT32, FLOAT64 -> 0;
            case ALAW, MULAW -> Math.abs(sample) / 31 + 0x1p-12f;
            default -> Math.max(Math.scalb(1f, 1 - 8 * encoding.byteCount()), 0x1p-24f);
        };
    }

    private static void assertJavaSoundAgrees(Path file, WavFormat format, int instants)
            throws Exception {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat heard = sound.getFormat();
            assertEquals(format.channels(), heard.getChannels());
            assertEquals(format.sampleRate(), heard.getSampleRate());
            assertEquals(8 * format.encoding().byteCount(), heard.getSampleSizeInBits());
            assertEquals(instants, sound.getFrameLength());
        }
    }

    @Test
    void writesExactBytesFor16Bits() throws IOException {
        Path file = write(new WavFormat(SampleEncoding.PCM16, 1, 16_000), 0, 0.5f, -1);
        assertArrayEquals(
                WavBytes.pcm16((short) 0, (short) 16_384, (short) -32_768),
                Files.readAllBytes(file));
    }

    @Test
    void padsOddLengths() throws IOException {
        Path file = write(new WavFormat(SampleEncoding.PCM8, 1, 16_000), 0, 0, 0);
        byte[] expected = WavBytes.of(WavBytes.fmt(1, 1, 16_000, 8), new byte[] {-128, -128, -128});
        assertArrayEquals(expected, Files.readAllBytes(file));
    }

    @Test
    void saturatesAndCountsLoudSamples() throws IOException {
        Path file = folder.resolve("loud.wav");
        float[] samples = {1.5f, -1.5f, 1, -1, Float.NaN, Float.POSITIVE_INFINITY, 2};
        WavFormat format = new WavFormat(SampleEncoding.PCM16, 1, 16_000);
        try (WavWriter writer = new WavWriter(Samples.create(file), "loud.wav", format)) {
            writer.write(samples, 0, samples.length);
            assertEquals(4, writer.saturated());
        }
        short most = Short.MAX_VALUE;
        short least = Short.MIN_VALUE;
        assertArrayEquals(
                WavBytes.pcm16(most, least, most, least, (short) 0, most, most),
                Files.readAllBytes(file));
    }

    @Test
    void leavesAReadableFileAtEachCheckpoint() throws IOException {
        Path file = folder.resolve("checkpoint.wav");
        WavFormat format = new WavFormat(SampleEncoding.PCM16, 1, 16_000);
        try (WavWriter writer = new WavWriter(Samples.create(file), "x", format)) {
            writer.write(new float[] {0.5f, -0.5f}, 0, 2);
            writer.checkpoint();
            try (WavReader reader = WavReader.open(file)) {
                assertEquals(2, reader.promisedInstants());
            }
            writer.write(new float[] {0.25f}, 0, 1);
        }
        assertArrayEquals(new float[] {0.5f, -0.5f, 0.25f}, Samples.readAll(file));
    }

    private Path write(WavFormat format, float... samples) throws IOException {
        return Samples.write(folder.resolve("written.wav"), format, samples);
    }
}
