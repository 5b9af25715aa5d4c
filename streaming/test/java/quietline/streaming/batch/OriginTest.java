package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.Enhancer;
import quietline.streaming.io.Excerpt;
import quietline.streaming.io.RawFormat;
import quietline.streaming.io.SampleEncoding;
import quietline.weights.Tensor;
import quietline.weights.Weights;

class OriginTest {

    private static final Weights OWN = Enhancer.defaultWeights();
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;
    private static final Excerpt ALL = Excerpt.WHOLE;
    private static final Treatment PLAIN = of(ALL);

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void writeInput() throws IOException {
        file = Files.writeString(folder.resolve("talk.wav"), "four");
    }

    private static Treatment of(Excerpt excerpt) {
        return new Treatment(
                OWN,
                1,
                UNLIMITED,
                false,
                false,
                false,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                excerpt);
    }

    private static Origin of(Path file, Optional<RawFormat> raw, Treatment treatment)
            throws IOException {
        Input input = Input.file(file, file.getFileName(), raw);
        return Origin.of(input, treatment, Outputs.Role.ENHANCED).orElseThrow();
    }

    private static Origin of(Path file) throws IOException {
        return of(file, Optional.empty(), PLAIN);
    }

    private static Weights changedWeights() {
        Map<String, Tensor> tensors = new HashMap<>();
        OWN.names().forEach(name -> tensors.put(name, OWN.tensor(name)));
        String name = "encoder.en_convs.0.act.weight";
        tensors.put(name, Tensor.of(new float[] {0.125f}, 1));
        return Weights.of(tensors);
    }

    @Test
    void differsWithEverySetting() throws IOException {
        Optional<SampleEncoding> none = Optional.empty();
        OptionalInt same = OptionalInt.empty();
        Optional<SampleEncoding> encoding = Optional.of(SampleEncoding.PCM24);
        List<Treatment> treatments =
                List.of(
                        PLAIN,
                        new Treatment(
                                OWN,
                                0.5f,
                                UNLIMITED,
                                false,
                                false,
                                false,
                                none,
                                same,
                                Optional.empty(),
                                ALL),
                        new Treatment(
                                OWN, 1, 12, false, false, false, none, same, Optional.empty(), ALL),
                        new Treatment(
                                OWN,
                                1,
                                UNLIMITED,
                                true,
                                false,
                                false,
                                none,
                                same,
                                Optional.empty(),
                                ALL),
                        new Treatment(
                                OWN,
                                1,
                                UNLIMITED,
                                false,
                                true,
                                false,
                                none,
                                same,
                                Optional.empty(),
                                ALL),
                        new Treatment(
                                OWN,
                                1,
                                UNLIMITED,
                                false,
                                false,
                                true,
                                none,
                                same,
                                Optional.empty(),
                                ALL),
                        new Treatment(
                                OWN,
                                1,
                                UNLIMITED,
                                false,
                                false,
                                false,
                                encoding,
                                same,
                                Optional.empty(),
                                ALL),
                        new Treatment(
                                OWN,
                                1,
                                UNLIMITED,
                                false,
                                false,
                                false,
                                none,
                                OptionalInt.of(8000),
                                Optional.empty(),
                                ALL),
                        new Treatment(
                                changedWeights(),
                                1,
                                UNLIMITED,
                                false,
                                false,
                                false,
                                none,
                                same,
                                Optional.empty(),
                                ALL));
        Set<Origin> origins = new HashSet<>();
        origins.add(of(file, Optional.empty(), of(new Excerpt(1, 2))));
        origins.add(of(file, Optional.empty(), of(new Excerpt(1, 3))));
        origins.add(of(file, Optional.empty(), of(new Excerpt(0, 3))));
        for (Treatment treatment : treatments) {
            origins.add(of(file, Optional.empty(), treatment));
        }
        for (String raw : List.of("s16le:16000:1", "s16be:16000:1", "s16le:8000:1")) {
            origins.add(of(file, Optional.of(RawFormat.parse(raw)), PLAIN));
        }
        Input input = Input.file(file, file.getFileName(), Optional.empty());
        origins.add(Origin.of(input, PLAIN, Outputs.Role.REMOVED).orElseThrow());
        assertEquals(treatments.size() + 3 + 3 + 1, origins.size());
        assertEquals(of(file), of(file));
    }

    @Test
    void differsWithNameLengthAndTimeOfInput() throws IOException {
        Set<Origin> origins = new HashSet<>();
        FileTime time = Files.getLastModifiedTime(file);
        origins.add(of(file));
        Files.writeString(file, "fives");
        Files.setLastModifiedTime(file, time);
        origins.add(of(file));
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() - 60_000));
        origins.add(of(file));
        Path other = folder.resolve("talk.mp3");
        Files.move(file, other);
        origins.add(of(other));
        assertEquals(4, origins.size());
        assertTrue(of(other).isFrom(other));
        assertFalse(of(other).isFrom(file));
    }

    @Test
    void tellsNeitherNameNorSettings() throws IOException {
        String chunk = new String(of(file).chunk().contents(), StandardCharsets.ISO_8859_1);
        assertTrue(chunk.matches("quietline origin [0-9a-f]{32} [0-9a-f]{32}"), chunk);
        assertEquals(0, chunk.length() % 2);
    }

    @Test
    void isUnknownForPipesCopiesAndFilesOfOthers() throws IOException {
        Input stdin = Input.standard(InputStream.nullInputStream(), Optional.empty());
        assertEquals(Optional.empty(), Origin.of(stdin, PLAIN, Outputs.Role.ENHANCED));
        Input copy = Input.copy(file);
        assertEquals(Optional.empty(), Origin.of(copy, PLAIN, Outputs.Role.ENHANCED));
        assertEquals(Optional.empty(), Origin.read(file));
    }

    @Test
    void isReadFromEndOfFile() throws IOException {
        Origin first = of(file);
        Origin last = new Origin(first.made(), first.input());
        byte[] sound = new byte[100_000];
        Path out = Files.write(folder.resolve("out"), sound);
        for (Origin origin : List.of(first, last)) {
            Files.write(out, origin.chunk().contents(), StandardOpenOption.APPEND);
            assertEquals(Optional.of(origin), Origin.read(out));
        }
    }

    @Test
    void isCommentOfPicture() throws IOException {
        byte[] picture = Files.readAllBytes(Path.of("..", "samples", "street.png"));
        byte[] signed = of(file).addTo(picture);
        Path out = Files.write(folder.resolve("picture.png"), signed);
        assertEquals(Optional.of(of(file)), Origin.read(out));
        int[] before = pixels(picture);
        assertArrayEquals(before, pixels(signed));
    }

    private static int[] pixels(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
