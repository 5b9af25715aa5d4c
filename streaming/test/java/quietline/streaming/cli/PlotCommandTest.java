package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.WavBytes;

class PlotCommandTest {

    private static final Path SAMPLE = Path.of("..", "samples", "keyboard.wav");

    @TempDir private Path folder;
    private Path picture;
    private Path brief;

    @BeforeEach
    void write() throws IOException {
        picture = folder.resolve("x.png");
        brief = Files.write(folder.resolve("brief.wav"), WavBytes.pcm16(new short[100]));
    }

    @Test
    void drawsOneOrTwoRecordings() throws IOException {
        Run run = plot(SAMPLE, picture);
        assertEquals(new Run(0, "", ""), run);
        BufferedImage one = ImageIO.read(picture.toFile());
        assertEquals(1600, one.getWidth());
        Run both = Run.of("plot", "--force", SAMPLE, SAMPLE, "-o", picture);
        assertEquals(new Run(0, "", ""), both);
        BufferedImage two = ImageIO.read(picture.toFile());
        assertEquals(1600, two.getWidth());
        assertEquals(1333, two.getHeight());
    }

    @Test
    void replacesPictureOnlyIfForcedAndNeverRecordings() throws IOException {
        Files.write(picture, new byte[] {1});
        plot(brief, picture).fails(1, picture + ": already exists; use --force to replace it");
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(picture));
        byte[] sound = Files.readAllBytes(brief);
        Run.of("plot", "-f", brief, "-o", brief).fails(1, brief + Run.SAME_FILE);
        Run.of("plot", "-f", SAMPLE, brief, "-o", brief).fails(1, brief + Run.SAME_FILE);
        assertArrayEquals(sound, Files.readAllBytes(brief));
    }

    @Test
    void refusesBadRecordingsAndWritesNothing() throws IOException {
        Path none = folder.resolve("none.wav");
        plot(none, picture).fails(1, none + ": no such file");
        plot(folder, picture).fails(1, folder + ": is a folder, expected a recording");
        Path empty = Files.createFile(folder.resolve("empty.wav"));
        plot(empty, picture).failsBeginning(empty + ": ");
        Path soundless = Files.write(folder.resolve("soundless.wav"), WavBytes.pcm16());
        plot(soundless, picture).fails(1, soundless + ": contains no audio");
        Run.of("plot", SAMPLE, brief, "-o", picture)
                .fails(1, brief + ": lasts 0.006 s, expected 5.000 s as in " + SAMPLE);
        Path absent = folder.resolve("absent").resolve("x.png");
        plot(brief, absent).fails(1, absent + ": no such folder: " + absent.getParent());
        assertFalse(Files.exists(picture));
        assertFalse(FileNames.in(folder).stream().anyMatch(name -> name.endsWith(".part")));
    }

    private static Run plot(Path sound, Path picture) {
        return Run.of("plot", sound, "-o", picture);
    }
}
