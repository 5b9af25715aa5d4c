package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    private static Run plot(Path sound, Path picture) {
        return Run.of("plot", sound, "-o", picture);
    }
}
