package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.streaming.io.FileNames;

/** Videos whose first sound track {@code enhance} replaces; skipped without ffmpeg. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EnhanceVideoTest {

    @TempDir private static Path folder;
    private static InstalledFfmpeg ffmpeg;

    /** The first sound track begins half a second late. */
    @BeforeAll
    static void makeVideos() throws Exception {
        InstalledFfmpeg.assume();
        ffmpeg = new InstalledFfmpeg(folder);
        Files.writeString(folder.resolve("s.srt"), "1\n00:00:00,500 --> 00:00:01,000\nhello\n");
        ffmpeg.run(
                "-f lavfi -i testsrc=s=160x120:r=25:d=2 -itsoffset 0.5 -f lavfi -i"
                        + " sine=440:r=48000:d=1.5 -f lavfi -i sine=220:r=48000:d=2 -i s.srt -map 0 -map 1 -map 2 -map 3"
                        + " -c:v mpeg4 -c:a aac -c:s mov_text -metadata title=Talk"
                        + " -metadata:s:a:0 language=fra -metadata:s:a:1 language=deu in.mp4");
        ffmpeg.run("-i in.mp4 -map 0 -c copy in.mov");
        ffmpeg.run("-i in.mp4 -map 0 -c copy -c:s srt in.mkv");
        ffmpeg.run("-i in.mp4 -map 0:v -map 0:a -c:v libvpx -c:a libopus in.webm");
    }

    @ParameterizedTest
    @CsvSource({"mp4, true", "mov, true", "mkv, true", "webm, false"})
    void replacesFirstSoundTrackOnly(String extension, boolean subtitles) throws Exception {
        String in = "in." + extension;
        String out = "out." + extension;
        Path from = folder.resolve(in);
        Path to = folder.resolve(out);
        Run run = Run.of("enhance", "-q", from, "-o", to, "--strength=0");
        assertEquals(new Run(0, "", ""), run);
        assertEquals(ffmpeg.packets(in, "0:v"), ffmpeg.packets(out, "0:v"));
        assertEquals(ffmpeg.packets(in, "0:a:1"), ffmpeg.packets(out, "0:a:1"));
        if (subtitles) {
            assertEquals(ffmpeg.packets(in, "0:s"), ffmpeg.packets(out, "0:s"));
        }
        assertTrue(ffmpeg.tags(out, "0:a:0").containsAll(List.of("title=Talk", "language=fra")));
        assertEquals(
                ffmpeg.tags(in, "0:a:1").contains("language=deu"),
                ffmpeg.tags(out, "0:a:1").contains("language=deu"));
        assertEquals(delay(in), delay(out), 0.01);
        Run again = Run.of("enhance", "--resume", from, "-o", to, "--strength=0").succeeds();
        assertTrue(again.err().contains("skipped"), again.err());
    }

    /** The seconds from the first picture to the first sound. */
    private static double delay(String file) throws Exception {
        String times = ffmpeg.run("-i " + file + " -map 0:v -c copy -f framemd5 -");
        double unit = number(times, "(?s).*#tb 0: 1/([0-9]+)\n.*");
        double first = number(times, "(?s).*?\n0, *[-0-9]+, *([-0-9]+),.*");
        float[] sound = ffmpeg.heard(file);
        int silent = 0;
        while (Math.abs(sound[silent]) < 0.02) {
            silent++;
        }
        return silent / 48_000.0 - first / unit;
    }

    private static double number(String text, String pattern) {
        return Double.parseDouble(text.replaceFirst(pattern, "$1"));
    }

    @Test
    void changesContainer() throws Exception {
        ffmpeg.run("-i in.mp4 -map 0:v -map 0:a:0 -c copy plain.mp4");
        Path out = folder.resolve("plain.mkv");
        Run.of("enhance", "-q", folder.resolve("plain.mp4"), "-o", out).succeeds();
        assertEquals(ffmpeg.packets("plain.mp4", "0:v"), ffmpeg.packets("plain.mkv", "0:v"));
    }

    /** Otherwise ffmpeg leaves this to a copied track, and players play that. */
    @Test
    void keepsFirstTrackDefaultBesideOthers() throws Exception {
        ffmpeg.run("-i in.mkv -map 0 -c copy -disposition:a default both.mkv");
        Path out = folder.resolve("both.out.mkv");
        Run.of("enhance", "-q", folder.resolve("both.mkv"), "-o", out).succeeds();
        String tracks = ffmpeg.run("-v info -i both.out.mkv -map 0:v -c copy -t 0 -f null -");
        for (String language : List.of("fra", "deu")) {
            String track = "(?s).*\\(" + language + "\\): Audio: [^\n]*\\(default\\).*";
            assertTrue(tracks.matches(track), tracks);
        }
    }

    @Test
    void treatsFolderOfVideos() throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Files.copy(folder.resolve("in.mp4"), tree.resolve("a.mp4"));
        Files.copy(folder.resolve("in.webm"), tree.resolve("b.webm"));
        ffmpeg.run("-i in.mp4 -map 0:v -map 0:a:0 -c:v mpeg4 -c:a pcm_s16le tree/c.avi");
        Path same = folder.resolve("same");
        Path removed = folder.resolve("rest");
        Run.of("enhance", "-q", tree, "-o", same, "--removed", removed, "--format=same").succeeds();
        assertEquals(List.of("a.mp4", "b.webm", "c.mkv"), FileNames.in(same));
        assertEquals(List.of("a.wav", "b.wav", "c.wav"), FileNames.in(removed));
        Path flac = folder.resolve("flac");
        Run.of("enhance", "-q", tree, "-o", flac, "--format=flac").succeeds();
        assertEquals(List.of("a.flac", "b.flac", "c.flac"), FileNames.in(flac));
        assertThrows(AssertionError.class, () -> ffmpeg.packets("flac/a.flac", "0:v"));
    }

    @Test
    void keepsRemovedSoundWithItsPictures() throws Exception {
        Path clean = folder.resolve("clean.wav");
        Path rest = folder.resolve("rest.mp4");
        Run.of("enhance", "-q", folder.resolve("in.mp4"), "-o", clean, "--removed", rest)
                .succeeds();
        assertEquals(ffmpeg.heard("in.mp4").length, ffmpeg.heard("clean.wav").length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--start=1", "--duration=1"})
    void cutsNoVideo(String option) {
        Path out = folder.resolve("cut.mp4");
        String trouble = out + ": --start and --duration cut no video; choose a sound format";
        Path in = folder.resolve("in.mp4");
        Run.of("enhance", option, in, "-o", out).fails(1, trouble);
        Run.of("enhance", option, in, "-o", folder.resolve("cut.wav"), "--removed", out)
                .fails(1, trouble);
        Path cut = folder.resolve("cut");
        Run all =
                Run.of(
                        "enhance",
                        "-qj1",
                        option,
                        in,
                        folder.resolve("in.mov"),
                        "-o",
                        cut,
                        "--format=same");
        assertEquals(2, all.err().lines().filter(line -> line.contains("cut no video")).count());
    }

    @Test
    void refusesCodecsThatContainerCannotHold() throws Exception {
        Path out = folder.resolve("out.x.webm");
        List<String> before = FileNames.in(folder);
        Run run = Run.of("enhance", folder.resolve("in.mp4"), "-o", out);
        String start = "quietline: " + out + ": ffmpeg cannot write it: ";
        assertTrue(run.err().startsWith(start) && run.err().contains("WebM"), run.err());
        assertEquals(1, run.err().lines().count());
        assertEquals(before, FileNames.in(folder));
    }
}
