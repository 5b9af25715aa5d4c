package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.WavBytes;

class CompareCommandTest {

    private static final int RATE = 16_000;

    @TempDir private Path folder;

    @Test
    void printsRowForEachFile() throws IOException {
        Path clean = write("clean.wav", 1, RATE, speech(0));
        Path noisy = write("a noisy one.wav", 1, RATE, speech(0.1));
        Path silent = write("silent.wav", 1, RATE, new short[2 * RATE]);
        Run run = compare(clean, noisy, clean, silent).succeeds();
        assertEquals("", run.err());
        String[] lines = run.out().split(System.lineSeparator());
        int width = noisy.toString().length();
        assertEquals(
                "file" + " ".repeat(width - 4) + "  SI-SDR/dB  segmental SNR/dB    STOI   ESTOI",
                lines[0]);
        assertTrue(
                lines[1].substring(width)
                        .matches(" +-?\\d+\\.\\d\\d +-?\\d+\\.\\d\\d +0\\.\\d{3} +0\\.\\d{3}"),
                lines[1]);
        assertEquals(
                clean
                        + " ".repeat(width - clean.toString().length() + 10)
                        + "∞             35.00   1.000   1.000",
                lines[2]);
        assertTrue(lines[3].endsWith("–              0.00   0.000   0.000"), lines[3]);
        assertEquals(4, lines.length);
    }

    @Test
    void printsJson() throws IOException {
        Path clean = write("clean.wav", 1, RATE, speech(0));
        String out = Run.of("compare", "--json", clean, clean).out();
        String name = clean.toString().replace("\\", "\\\\");
        assertEquals(
                """
                {
                  "clean": "%s",
                  "sampleRate": 16000,
                  "channels": 1,
                  "seconds": 2.000,
                  "files": [
                    {
                      "file": "%s",
                      "siSdrDb": null,
                      "segmentalSnrDb": 35.000,
                      "stoi": 1.0000,
                      "estoi": 1.0000
                    }
                  ]
                }
                """
                        .formatted(name, name),
                out.replace(System.lineSeparator(), "\n"));
    }

    @Test
    void averagesOverChannels() throws IOException {
        short[] left = speech(0);
        short[] right = speech(0.1);
        double each = siSdr(left, right, 1, RATE);
        short[] first = interleaved(left, left);
        assertEquals(each, siSdr(first, interleaved(right, right), 2, 44_100), 1e-9);
    }

    private double siSdr(short[] clean, short[] noisy, int channels, int rate) throws IOException {
        Path first = write("first.wav", channels, rate, clean);
        Path second = write("second.wav", channels, rate, noisy);
        String out = Run.of("compare", "--json", first, second).out();
        return Double.parseDouble(out.replaceFirst("(?s).*siSdrDb\": (\\S+),.*", "$1"));
    }

    @Test
    void cutsSmallDifferencesOfLengthAndWarns() throws IOException {
        short[] speech = speech(0);
        Path clean = write("clean.wav", 1, RATE, speech);
        Path shorter = write("s.wav", 1, RATE, Arrays.copyOf(speech, speech.length - 7));
        Run run = compare(clean, shorter).succeeds();
        assertEquals(
                "quietline: %s: 7 samples shorter than %s; cut to the shorter length%n"
                        .formatted(shorter, clean),
                run.err());
        assertTrue(run.out().contains("∞"), run.out());
        assertTrue(compare(shorter, clean).err().contains(" 7 samples longer than "));
    }

    private static Run compare(Path... files) {
        return Run.of(Stream.concat(Stream.of("compare"), Stream.of(files)).toArray());
    }

    private Path write(String name, int channels, int rate, short... samples) throws IOException {
        return Files.write(folder.resolve(name), WavBytes.pcm16(channels, rate, samples));
    }

    /** Two seconds of a modulated tone with noise of the given level. */
    private static short[] speech(double noise) {
        Random random = new Random(1);
        short[] speech = new short[2 * RATE];
        for (int i = 0; i < speech.length; i++) {
            double tone = Math.sin(i * 0.1) * Math.sin(i * 0.0005);
            speech[i] = (short) (10_000 * (tone + noise * random.nextGaussian()));
        }
        return speech;
    }

    private static short[] interleaved(short[] left, short[] right) {
        short[] both = new short[2 * left.length];
        for (int i = 0; i < left.length; i++) {
            both[2 * i] = left[i];
            both[2 * i + 1] = right[i];
        }
        return both;
    }
}
