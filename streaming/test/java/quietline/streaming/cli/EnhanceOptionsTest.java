package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.Samples;
import quietline.streaming.io.WavBytes;
import quietline.streaming.io.WavFormat;
import quietline.streaming.io.WavReader;

/** Options of {@code enhance} for one recording: channels, sample rate, encoding, strength. */
class EnhanceOptionsTest {

    @TempDir private Path folder;

    private record Sound(int channels, int rate, SampleEncoding encoding, float[] samples) {

        static Sound of(Path file) throws IOException {
            try (WavReader reader = WavReader.open(file)) {
                return new Sound(
                        reader.channels(),
                        reader.sampleRate(),
                        reader.format().encoding(),
                        Samples.readAll(reader));
            }
        }

        float[] channel(int channel) {
            float[] one = new float[samples.length / channels];
            for (int i = 0; i < one.length; i++) {
                one[i] = samples[i * channels + channel];
            }
            return one;
        }
    }

    private Path file(String name, byte[] contents) throws IOException {
        return Files.write(folder.resolve(name), contents);
    }

    private Sound enhanced(Path in, Object... options) throws IOException {
        Path out = folder.resolve("out.wav");
        Stream<Object> command = Stream.of("enhance", "-qf", in, "-o", out);
        Run run = Run.of(Stream.concat(command, Stream.of(options)).toArray());
        assertEquals(new Run(0, "", ""), run);
        return Sound.of(out);
    }

    @ParameterizedTest
    @CsvSource({"8000, 1", "16000, 3", "44100, 2", "48000, 2", "96000, 6", "192000, 1"})
    void keepsSamplesAtStrengthZero(int rate, int channels) throws IOException {
        Path in = file("in.wav", WavBytes.pcm16(channels, rate, Noise.shorts(1, 7001 * channels)));
        Sound out = enhanced(in, "--strength", "0%");
        Sound before = Sound.of(in);
        assertEquals(channels, out.channels());
        assertEquals(rate, out.rate());
        assertArrayEquals(before.samples(), out.samples(), 1.01f / 32768);
    }

    @ParameterizedTest
    @EnumSource(SampleEncoding.class)
    void keepsAlignmentAndLevelInEveryEncoding(SampleEncoding encoding) throws IOException {
        short[] noise = Noise.shorts(7, 2 * 9000);
        float[] samples = new float[noise.length];
        for (int i = 0; i < noise.length; i++) {
            samples[i] = encoding.rounded(noise[i] / 32768f);
        }
        WavFormat format = new WavFormat(encoding, 2, 44_100);
        Path in = Samples.write(folder.resolve("in.wav"), format, samples);
        Sound out = enhanced(in, "--strength", "0");
        assertEquals(encoding, out.encoding());
        assertEquals(samples.length, out.samples().length);
        double error = 0;
        double power = 0;
        for (int i = 0; i < samples.length; i++) {
            error += Math.pow(out.samples()[i] - samples[i], 2);
            power += samples[i] * samples[i];
        }
        // Rounding may differ by one step.
        assertTrue(error < power * 1e-6, encoding + ": " + error / power);
    }

    @Test
    void enhancesChannelsIndependently() throws IOException {
        short[] left = Noise.shorts(1, 5000);
        short[] both = new short[2 * left.length];
        for (int i = 0; i < left.length; i++) {
            both[2 * i] = left[i];
        }
        Sound stereo = enhanced(file("both.wav", WavBytes.pcm16(2, 44_100, both)));
        Sound mono = enhanced(file("left.wav", WavBytes.pcm16(1, 44_100, left)));
        assertArrayEquals(mono.samples(), stereo.channel(0));
        assertArrayEquals(new float[left.length], stereo.channel(1), 1.01f / 32768);
    }

    @Test
    void mixesChannelsIntoOne() throws IOException {
        short[] both = Noise.shorts(3, 4000);
        short[] mixed = new short[2000];
        for (int i = 0; i < mixed.length; i++) {
            both[2 * i + 1] = (short) (both[2 * i] + 2 * (both[2 * i + 1] / 2) - both[2 * i]);
            both[2 * i] = (short) (2 * (both[2 * i] / 2));
            mixed[i] = (short) ((both[2 * i] + both[2 * i + 1]) / 2);
        }
        Sound out = enhanced(file("both.wav", WavBytes.pcm16(2, 16_000, both)), "--mono");
        assertEquals(1, out.channels());
        Sound expected = enhanced(file("mixed.wav", WavBytes.pcm16(1, 16_000, mixed)));
        assertArrayEquals(expected.samples(), out.samples(), 1.01f / 32768);
    }

    @ParameterizedTest
    @CsvSource({"16000, 48000, 3001", "48000, 16000, 9001", "44100, 48k, 5000", "8000, 44.1k, 999"})
    void convertsSampleRate(int from, String to, int length) throws IOException {
        Path in = file("in.wav", WavBytes.pcm16(1, from, Noise.shorts(2, length)));
        Sound out = enhanced(in, "--rate", to);
        int rate = out.rate();
        assertEquals(Double.parseDouble(to.replace("k", "E3")), rate);
        assertEquals((long) Math.ceil((double) length * rate / from), out.samples().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcm16", "pcm24", "float32"})
    void writesOtherEncodings(String encoding) throws IOException {
        Path in = file("in.wav", WavBytes.pcm16(Noise.shorts(2, 3000)));
        Sound same = enhanced(in, "--encoding", "float32");
        Sound out = enhanced(in, "--encoding", encoding);
        assertEquals(encoding, out.encoding().toString().toLowerCase());
        float step = encoding.equals("pcm16") ? 1f / 32768 : 1f / (1 << 23);
        assertArrayEquals(same.samples(), out.samples(), step);
    }

    @ParameterizedTest
    @CsvSource({"16000, 1", "48000, 2"})
    void splitsInputIntoEnhancedAndRemoved(int rate, int channels) throws IOException {
        Path in = file("in.wav", WavBytes.pcm16(channels, rate, Noise.shorts(4, 6000 * channels)));
        Path removed = folder.resolve("removed.wav");
        Sound out = enhanced(in, "--removed", removed);
        float[] sum = Sound.of(removed).samples();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += out.samples()[i];
        }
        assertArrayEquals(Sound.of(in).samples(), sum);
        assertTrue(power(Sound.of(removed).samples()) > 0.1 * power(Sound.of(in).samples()));
    }

    private static double power(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample * sample;
        }
        return sum;
    }

    @Test
    void limitsAttenuation() throws IOException {
        Path in = file("in.wav", WavBytes.pcm16(Noise.shorts(5, 40_000)));
        double before = power(Sound.of(in).samples());
        double free = 10 * Math.log10(before / power(enhanced(in).samples()));
        double bound =
                10 * Math.log10(before / power(enhanced(in, "--max-attenuation", "6dB").samples()));
        assertTrue(free > 10, "noise is lowered by " + free);
        assertTrue(bound < 6.05 && bound > 3, "and by " + bound);
    }

    @Test
    void silencesPauses() throws IOException {
        Path in = file("in.wav", WavBytes.pcm16(Noise.shorts(5, 40_000)));
        float[] gated = enhanced(in, "--gate").samples();
        assertEquals(0, power(Arrays.copyOfRange(gated, 20_000, 40_000)));
        float[] open = enhanced(in).samples();
        assertTrue(power(Arrays.copyOfRange(open, 20_000, 40_000)) > 0);
    }

    @Test
    void readsRawSamples() throws IOException {
        short[] noise = Noise.shorts(6, 3000);
        ByteBuffer bytes = ByteBuffer.allocate(2 * noise.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(noise);
        Sound raw = enhanced(file("in.pcm", bytes.array()), "--raw", "s16le:48000:2");
        Sound wav = enhanced(file("in.wav", WavBytes.pcm16(2, 48_000, noise)));
        assertEquals(2, raw.channels());
        assertArrayEquals(wav.samples(), raw.samples());
    }

    @Test
    void replacesWhatIsNoSoundBySilenceWithWarning() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * 20_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(4 * 8000, Float.NaN).putFloat(4 * 8001, Float.NEGATIVE_INFINITY);
        bytes.putFloat(4 * 8002, -16384);
        byte[] wav = WavBytes.of(WavBytes.fmt(3, 1, 16_000, 32), bytes.array());
        Path in = file("in.wav", wav);
        Path out = folder.resolve("out.wav");
        Run run = Run.of("enhance", "-q", in, "-o", out).succeeds();
        assertEquals(
                List.of(
                        "quietline: %s: 3 samples are infinite, NaN or above 16, where full scale"
                                        .formatted(in)
                                + " is 1, the first at 0.500 s; replaced by silence"),
                run.err().lines().toList());
        for (float sample : Sound.of(out).samples()) {
            assertTrue(Math.abs(sample) < 1e-3, "silence has become " + sample);
        }
    }
}
