package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the installed ffmpeg; skipped without one. */
class RealFfmpegTest {

    private static final String PATH = System.getenv("PATH");
    private static final int RATE = 48_000;

    @TempDir private static Path folder;
    private static float[] samples;

    @BeforeAll
    static void writeSound() throws IOException {
        assumeTrue(
                Ffmpeg.on(PATH == null ? "" : PATH).isPresent(),
                "there is no ffmpeg on PATH: apt-get install ffmpeg");
        samples = new float[2 * RATE];
        for (int i = 0; i < RATE; i++) {
            samples[2 * i] = SampleEncoding.PCM16.rounded((float) Math.sin(i * 0.05) / 2);
            samples[2 * i + 1] = SampleEncoding.PCM16.rounded((float) Math.sin(i * 0.09) / 4);
        }
        WavFormat format = new WavFormat(SampleEncoding.PCM24, 2, RATE);
        Samples.write(folder.resolve("sound.wav"), format, samples);
    }

    @Test
    void expectsWhatFfmpegSaysOfLongFiles() throws Exception {
        Path file = converted("long.w64", "-af aloop=5:48000 -c:a pcm_s16le");
        try (Recording recording = Recordings.open(file)) {
            assertEquals(6 * RATE, recording.expectedInstants(), 0.05 * RATE);
            assertEquals(2 * 6 * RATE, Samples.readAll(recording).length);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "x.flac, '-sample_fmt s16',  FLAC,     PCM16",
        "y.flac, '-sample_fmt s32',  FLAC,     PCM24",
        "x.wv,   '-sample_fmt s16p', WavPack,  PCM16",
        "x.w64,  '-c:a pcm_s16le',   Wave64,   PCM24",
        "x.caf,  '-c:a pcm_s16be',   CAF,      PCM24",
        "x.m4a,  '-c:a alac',        MP4,      PCM16",
        "x.mkv,  '-c:a flac',        Matroska, PCM16",
        "x.ogg,  '-c:a flac',        Ogg,      PCM16",
    })
    void decodesLosslessFormatsExactly(
            String name, String options, String container, SampleEncoding encoding)
            throws Exception {
        Path file = converted(name, options);
        try (Recording recording = Recordings.open(file)) {
            assertEquals(container + " through ffmpeg", recording.container());
            assertEquals(new WavFormat(encoding, 2, RATE), recording.format());
            assertEquals(-1, recording.promisedInstants());
            assertEquals(name.endsWith(".flac") ? RATE : -1, recording.expectedInstants());
            assertArrayEquals(samples, Samples.readAll(recording));
        }
        try (Recording piped = Recordings.open(Files.newInputStream(file), "-")) {
            if (container.equals("MP4")) {
                AudioException refusal =
                        assertThrows(AudioException.class, () -> Samples.readAll(piped));
                assertTrue(refusal.getMessage().endsWith("name the file instead of piping it"));
            } else {
                assertArrayEquals(samples, Samples.readAll(piped));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "x.mp3,  '-c:a libmp3lame -b:a 192k', MP3",
        "x.opus, '-c:a libopus -b:a 192k',    Opus",
        "x.aac,  '-c:a aac -b:a 192k',        AAC",
    })
    void decodesLossyFormats(String name, String options, String container) throws Exception {
        try (Recording recording = Recordings.open(converted(name, options))) {
            assertEquals(container + " through ffmpeg", recording.container());
            assertEquals(new WavFormat(SampleEncoding.PCM16, 2, RATE), recording.format());
            float[] heard = Samples.readAll(recording);
            assertEquals(samples.length, heard.length, 2 * 4096, name);
            assertEquals(power(samples), power(heard), 0.1 * power(samples), name);
        }
    }

    private static double power(float[] sound) {
        double sum = 0;
        for (int i = sound.length / 4; i < sound.length * 3 / 4; i++) {
            sum += sound[i] * sound[i];
        }
        return sum;
    }

    @Test
    void keepsSpeakerLayout() throws Exception {
        Path file = converted("side.wav", "-af aformat=channel_layouts='5.1(side)'");
        Path flac = converted("side.flac", "-af aformat=channel_layouts='5.1(side)'");
        try (Recording wav = Recordings.open(file);
                Recording through = Recordings.open(flac)) {
            assertEquals(new WavFormat(SampleEncoding.PCM16, 6, RATE, 0x60f), wav.format());
            assertEquals(0x60f, through.format().speakers());
        }
    }

    @Test
    void readsWavThatFfmpegPipes() throws Exception {
        Path piped = folder.resolve("piped.wav");
        run("cat '%s' | ffmpeg -v error -i - -f wav -c:a pcm_s16le - > '%s'", "sound.wav", piped);
        try (WavReader reader = WavReader.open(piped)) {
            assertEquals(-1, reader.promisedInstants());
            assertArrayEquals(samples, Samples.readAll(reader));
        }
    }

    @Test
    void refusesFilesWithoutAudio() throws Exception {
        Path text = Files.writeString(folder.resolve("text.txt"), "no sound\n".repeat(100));
        assertRefused(
                text
                        + ": unknown format; ffmpeg cannot read it: 'tty' is not a container of audio or"
                        + " video",
                () -> Recordings.open(text));
        Path list = Files.writeString(folder.resolve("list"), "#EXTM3U\nhttp://127.0.0.1:9/x\n");
        assertThrows(AudioException.class, () -> Recordings.open(list));
        Path cut = Files.write(folder.resolve("cut.flac"), "fLaC\0\0\0\"".getBytes());
        String refusal =
                assertThrows(AudioException.class, () -> Recordings.open(cut)).getMessage();
        assertTrue(refusal.startsWith(cut + ": ffmpeg cannot read it: "), refusal);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "hls.mp3,     '#EXTM3U|#EXT-X-TARGETDURATION:1|#EXTINF:1,|FILE|#EXT-X-ENDLIST', hls",
        "concat.mp4,  ffconcat version 1.0|file secret.flac, concat",
        "script.flac, ffconcat version 1.0|file \"FILE\", concat",
        "dash.mp4,    '<MPD profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"></MPD>', dash",
    })
    void readsNoOtherFileThanTheOneGiven(String name, String text, String format) throws Exception {
        Path secret = converted("secret.flac", "-sample_fmt s16");
        String list = text.replace("FILE", secret.toString()).replace('|', '\n') + "\n";
        Path file = Files.writeString(folder.resolve(name), list);
        String refusal =
                assertThrows(AudioException.class, () -> Samples.readAll(Recordings.open(file)))
                        .getMessage();
        assertTrue(refusal.startsWith(file + ": unknown format; ffmpeg cannot read it: "), refusal);
        assertTrue(refusal.contains("'" + format + "' is not a container"), refusal);
    }

    /** Lossless compression of digital silence is the most that a true recording grows. */
    @Test
    void readsLongSilence() throws Exception {
        Path silence = folder.resolve("silence.flac");
        run("ffmpeg -v error -y -f lavfi -i anullsrc=d=100:r=48000:cl=7.1 '%2$s'", "", silence);
        try (Recording recording = Recordings.open(silence)) {
            assertEquals(100 * 48_000 * 8, Samples.readAll(recording).length);
        }
    }

    private static Path converted(String name, String options) throws Exception {
        Path file = folder.resolve(name);
        run("ffmpeg -v error -y -i '%s' " + options + " '%s'", "sound.wav", file);
        return file;
    }

    private static void run(String command, String from, Path to) throws Exception {
        String line = command.formatted(folder.resolve(from), to);
        Process process = new ProcessBuilder("sh", "-c", line).inheritIO().start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), command);
        assertEquals(0, process.exitValue(), command);
    }
}
