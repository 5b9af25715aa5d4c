package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.Recording;
import quietline.streaming.io.Recordings;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.Samples;
import quietline.streaming.io.WavFormat;

/** Sound that {@code enhance} writes through the installed ffmpeg; skipped without one. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EnhanceFormatsTest {

    private static final int RATE = 44_100;
    private static final int INSTANTS = 2 * RATE + 123;

    @TempDir private Path folder;
    private InstalledFfmpeg ffmpeg;
    private Path in;

    @BeforeAll
    static void needsFfmpeg() throws Exception {
        InstalledFfmpeg.assume();
    }

    @BeforeEach
    void writeSound() throws IOException {
        ffmpeg = new InstalledFfmpeg(folder);
        float[] samples = new float[2 * INSTANTS];
        short[] noise = Noise.shorts(1, samples.length);
        for (int i = 0; i < INSTANTS; i++) {
            float voice = (float) (Math.sin(i * 0.02) * Math.sin(i * 0.0007));
            samples[2 * i] = voice / 2 + noise[2 * i] / 400_000f;
            samples[2 * i + 1] = voice / 4;
        }
        in = Samples.write(folder.resolve("in.wav"), format(SampleEncoding.PCM24), samples);
    }

    private static WavFormat format(SampleEncoding encoding) {
        return new WavFormat(encoding, 2, RATE);
    }

    private void enhance(Object... arguments) {
        Object[] command = new Object[arguments.length + 2];
        command[0] = "enhance";
        command[1] = "-q";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        assertEquals(new Run(0, "", ""), Run.of(command));
    }

    /** A format may only add samples at the end, to fill its last block. */
    @ParameterizedTest
    @CsvSource({
        "flac, 44100, 0",
        "mp3,  44100, 0",
        "opus, 48000, 0",
        "ogg,  44100, 0",
        "m4a,  44100, 1024",
        "mka,  44100, 2048",
    })
    void keepsLengthAndAlignment(String extension, int rate, int most) throws Exception {
        enhance(in, "-o", folder.resolve("out." + extension), "--strength=0.5");
        enhance(in, "-o", folder.resolve("out.wav"), "--strength=0.5", "--rate=" + rate);
        float[] expected = ffmpeg.heard("out.wav");
        float[] heard = ffmpeg.heard("out." + extension);
        assertTrue(heard.length >= expected.length, "" + heard.length);
        assertTrue(heard.length <= expected.length + most, "" + heard.length);
        if (!extension.equals("mka")) {
            double similarity = InstalledFfmpeg.similarity(expected, heard);
            assertTrue(similarity > 0.99, extension + ": " + similarity);
        }
    }

    @Test
    void losesNothingInFlac() throws Exception {
        enhance(in, "-o", folder.resolve("out.wav"));
        enhance(in, "-o", folder.resolve("out.flac"), "--removed", folder.resolve("rest.flac"));
        assertArrayEquals(ffmpeg.heard("out.wav"), ffmpeg.heard("out.flac"));
        float[] sum = ffmpeg.heard("rest.flac");
        float[] clean = ffmpeg.heard("out.flac");
        for (int i = 0; i < sum.length; i++) {
            sum[i] += clean[i];
        }
        assertArrayEquals(ffmpeg.heard("in.wav"), sum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flac", "mp3", "opus", "ogg", "m4a", "aac", "mka", "mp4"})
    void keepsTagsAndResumes(String extension) throws Exception {
        ffmpeg.run("-i in.wav -metadata title='a = \"b\"' -metadata comment=hello tagged.flac");
        Path tagged = folder.resolve("tagged.flac");
        Path out = folder.resolve("out." + extension);
        enhance(tagged, "-o", out);
        List<String> tags = new ArrayList<>(ffmpeg.tags("out." + extension, "0:a:0"));
        tags.replaceAll(tag -> tag.replace("COMMENT", "comment"));
        assertTrue(tags.contains("title=a \\= \"b\""), tags.toString());
        assertTrue(tags.contains("comment=hello"), tags.toString());
        Run again = Run.of("enhance", "--resume", tagged, "-o", out).succeeds();
        assertEquals(
                out + ": skipped, made earlier with the same settings" + System.lineSeparator(),
                again.err());
        enhance("--resume", tagged, "-o", out, "--strength=0.5");
        Run.of("enhance", in, "-o", out)
                .fails(1, out + ": already exists; use --force to replace it");
        String other = out + ": was not made from " + in + "; use --force to replace it";
        Run.of("enhance", "--resume", in, "-o", out).fails(1, other);
    }

    /** Only the last input counts, as in WAV. */
    @Test
    void replacesRecordOfEarlierRun() throws Exception {
        Path once = folder.resolve("once.flac");
        Path twice = folder.resolve("twice.flac");
        enhance(in, "-o", once);
        enhance(once, "-o", twice);
        List<String> tags = ffmpeg.tags("twice.flac", "0:a:0");
        assertEquals(1, tags.stream().filter(tag -> tag.contains("quietline origin")).count());
        Run again = Run.of("enhance", "--resume", once, "-o", twice).succeeds();
        assertTrue(again.err().contains("skipped"), again.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"flac", "mp3", "m4a"})
    void keepsCover(String extension) throws Exception {
        ffmpeg.run("-f lavfi -i color=red:s=64x64 -frames:v 1 cover.png");
        ffmpeg.run(
                "-i in.wav -i cover.png -map 0 -map 1 -c:v copy -disposition:v attached_pic"
                        + " covered.mp3");
        enhance(folder.resolve("covered.mp3"), "-o", folder.resolve("out." + extension));
        assertEquals(
                ffmpeg.packets("covered.mp3", "0:v"), ffmpeg.packets("out." + extension, "0:v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m4a", "mp3"})
    void keepsChaptersUnlessTheirTimesChange(String extension) throws Exception {
        String chapter = "\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=2000\ntitle=second\n";
        Files.writeString(folder.resolve("chapters"), ";FFMETADATA1\ntitle=Book" + chapter);
        ffmpeg.run("-i in.wav -i chapters -map_metadata 1 -map_chapters 1 book.m4a");
        Path book = folder.resolve("book.m4a");
        enhance(book, "-o", folder.resolve("whole." + extension));
        enhance(book, "-o", folder.resolve("part." + extension), "--start=1");
        List<String> whole = ffmpeg.tags("whole." + extension, "0:a:0");
        List<String> part = ffmpeg.tags("part." + extension, "0:a:0");
        assertTrue(whole.containsAll(List.of("title=Book", "title=second")), whole.toString());
        assertTrue(part.contains("title=Book"), part.toString());
        assertFalse(part.contains("[CHAPTER]"), part.toString());
    }

    @Test
    void writesFormatsInFolders() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree/deep"));
        Files.copy(in, tree.resolve("a.wav"));
        ffmpeg.run("-i in.wav tree/a.mp3");
        ffmpeg.run("-i in.wav tree/deep/b.OGG");
        ffmpeg.run("-i in.wav tree/deep/c.aiff");
        enhance(folder.resolve("tree"), "-o", folder.resolve("flac"), "--format", "flac");
        assertEquals(
                List.of("a.flac", "deep/a.flac", "deep/b.flac", "deep/c.flac"),
                FileNames.in(folder.resolve("flac")));
        enhance(folder.resolve("tree"), "-o", folder.resolve("same"), "--format=same");
        List<String> same = List.of("a.mp3", "deep/a.wav", "deep/b.OGG", "deep/c.wav");
        assertEquals(same, FileNames.in(folder.resolve("same")));
        enhance(folder.resolve("tree"), "--format=.Opus");
        enhance(folder.resolve("tree"), "--format=opus", "--resume");
        assertTrue(Files.exists(tree.resolve("b.enhanced.opus")));
        assertTrue(Files.notExists(tree.resolve("b.enhanced.enhanced.opus")));
    }

    @Test
    void warnsOfMixedChannels() throws Exception {
        ffmpeg.run("-i in.wav -af aformat=channel_layouts=5.1 six.wav");
        Path six = folder.resolve("six.wav");
        Path out = folder.resolve("out.mp3");
        Run run = Run.of("enhance", "-q", six, "-o", out).succeeds();
        assertEquals(
                "quietline: "
                        + out
                        + ": the 6 channels of the input were mixed into two, the most that MP3 has",
                run.err().strip());
        enhance(six, "-o", folder.resolve("mono.mp3"), "--mono");
        for (String name : List.of("six.ogg", "six.opus", "six.flac", "six.m4a")) {
            enhance(six, "-o", folder.resolve(name));
            try (Recording recording = Recordings.open(folder.resolve(name))) {
                assertEquals(6, recording.channels(), name);
            }
        }
    }

    @Test
    void leavesNothingOnFullDisk() throws Exception {
        Path out = folder.resolve("out.flac");
        Run run = Child.bash("ulimit -f 8; quietline enhance $1 -o $2", in, out);
        run.fails(1, out + ": File too large");
        assertEquals(List.of("in.wav"), FileNames.in(folder));
    }

    @Test
    void readsPipes() throws Exception {
        Path out = folder.resolve("out.flac");
        Run run = Child.bash("cat $1 | quietline enhance -q - -o $2", in, out);
        assertEquals(new Run(0, "", ""), run);
        assertEquals(INSTANTS, ffmpeg.heard("out.flac").length);
    }
}
