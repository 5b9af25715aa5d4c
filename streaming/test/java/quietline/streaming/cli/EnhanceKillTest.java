package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.WavBytes;

/**
 * Kills the program 100 times at random moments while it writes 60 short recordings, so that some
 * kills hit a file that is being renamed. In turn it writes new files, resumes, and replaces all.
 */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class EnhanceKillTest {

    private static final int KILLS = 100;
    private static final int RECORDINGS = 60;
    private static final String TEMPORARY = "\\.quietline-[0-9a-f]{32}\\.part";
    private static final List<List<String>> WAYS =
            List.of(
                    List.of(),
                    List.of("--resume"),
                    List.of("--force", "--strength", "0.5"),
                    List.of("--resume"));

    @TempDir private Path temp;
    private Path in;
    private Path out;
    private final Map<String, byte[]> foreign = new TreeMap<>();
    private final Map<String, byte[]> full = new TreeMap<>();
    private final Map<String, byte[]> half = new TreeMap<>();

    @BeforeEach
    void layOut() throws IOException {
        in = Files.createDirectory(temp.resolve("in"));
        for (int i = 0; i < RECORDINGS; i++) {
            byte[] sound = WavBytes.pcm16(Noise.shorts(i, 300));
            Files.write(in.resolve("r%02d.wav".formatted(i)), sound);
        }
        Path reference = temp.resolve("reference");
        Run.of("enhance", in, "-o", reference).succeeds();
        read(reference, full);
        Run.of("enhance", in, "-o", reference, "--force", "--strength", "0.5").succeeds();
        read(reference, half);

        out = Files.createDirectory(temp.resolve("out"));
        for (String name : List.of("r00.wav.part", ".quietline-1.part", "notes.txt", "r99.wav")) {
            Files.writeString(out.resolve(name), "somebody else's " + name);
        }
        Files.createLink(out.resolve("r01.wav.part"), out.resolve("notes.txt"));
        read(out, foreign);
    }

    private static void read(Path folder, Map<String, byte[]> into) throws IOException {
        for (String name : FileNames.in(folder)) {
            into.put(name, Files.readAllBytes(folder.resolve(name)));
        }
    }

    @Test
    void losesNothingWhenKilledAtRandomMoments() throws Exception {
        Random random = new Random(1);
        long span = TimeUnit.SECONDS.toNanos(1);
        int unfinished = 0;
        int stale = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> way = WAYS.get(kill % WAYS.size());
            if (way.isEmpty()) {
                for (String name : FileNames.in(out)) {
                    if (!foreign.containsKey(name) && !name.matches(TEMPORARY)) {
                        Files.delete(out.resolve(name));
                    }
                }
            }
            long ended = killed(way, (long) (random.nextDouble() * span));
            if (ended > 0) {
                // Ended before it was killed: the next are killed sooner.
                span = Math.max(ended, TimeUnit.MILLISECONDS.toNanos(5));
            } else {
                unfinished++;
            }
            stale += check();
        }
        System.out.printf(
                "%d kills: %d before the end, %d temporary files left and removed, none after%n",
                KILLS, unfinished, stale);
        assertTrue(unfinished > KILLS / 4, unfinished + " kills before the end");
        Run.of("enhance", in, "-o", out, "--resume", "--strength", "1").succeeds();
        assertEquals(0, check());
        for (Map.Entry<String, byte[]> each : full.entrySet()) {
            assertArrayEquals(each.getValue(), Files.readAllBytes(out.resolve(each.getKey())));
        }
    }

    /**
     * Starts the program and kills it this long after its first change of the folder.
     *
     * @return the nanoseconds that it took from there if it ended by itself, or 0
     */
    private long killed(List<String> way, long nanos) throws Exception {
        List<Object> command = new ArrayList<>(List.of("enhance", in, "-o", out, "-j", "3"));
        command.addAll(way);
        Process process =
                Child.of(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), command.toArray())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long before = Files.getLastModifiedTime(out).to(TimeUnit.NANOSECONDS);
        while (process.isAlive()
                && Files.getLastModifiedTime(out).to(TimeUnit.NANOSECONDS) == before) {
            Thread.sleep(0, 200_000);
        }
        long start = System.nanoTime();
        boolean ended = process.waitFor(nanos, TimeUnit.NANOSECONDS);
        long took = System.nanoTime() - start;
        process.destroyForcibly();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        return ended ? took : 0;
    }

    /**
     * Returns the number of temporary files; all others must be complete, or foreign and as before.
     */
    private int check() throws IOException {
        int temporary = 0;
        Map<String, byte[]> found = new TreeMap<>();
        read(out, found);
        for (Map.Entry<String, byte[]> file : found.entrySet()) {
            String name = file.getKey();
            if (name.matches(TEMPORARY)) {
                temporary++;
            } else if (!foreign.containsKey(name)) {
                boolean complete =
                        Arrays.equals(full.get(name), file.getValue())
                                || Arrays.equals(half.get(name), file.getValue());
                assertTrue(complete, name + " has " + file.getValue().length + " bytes");
            }
        }
        for (Map.Entry<String, byte[]> each : foreign.entrySet()) {
            assertArrayEquals(each.getValue(), found.get(each.getKey()), each.getKey());
        }
        assertTrue(temporary <= 3, temporary + " temporary files");
        return temporary;
    }
}
