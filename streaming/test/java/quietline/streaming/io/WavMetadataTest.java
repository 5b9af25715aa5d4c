package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Samples.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a WAV file's metadata chunks and writes them to the output. */
class WavMetadataTest {

    private static final WavFormat PCM16 = new WavFormat(SampleEncoding.PCM16, 1, 16_000);
    private static final byte[] FMT = WavBytes.fmt(1, 1, 16_000, 16);
    private static final byte[] TWO = {1, 0, 2, 0};
    private static final byte[] ODD = "odd".getBytes();
    private static final byte[] EVEN = "even".getBytes();

    @Test
    void keepsChunksBeforeAndAfterAudio() throws IOException {
        byte[] file =
                new WavBytes()
                        .chunk("JUNK", new byte[28])
                        .chunk("bext", ODD)
                        .chunk("fmt ", FMT)
                        .chunk("fact", new byte[4])
                        .chunk("PEAK", new byte[4])
                        .chunk("data", TWO)
                        .chunk("LIST", EVEN)
                        .chunk("PAD ", new byte[9])
                        .chunk("id3 ", ODD)
                        .riff();
        WavReader reader = reader(file);
        assertEquals(List.of("bext"), ids(reader));
        assertEquals(2, Samples.readAll(reader).length);
        assertEquals(List.of("bext", "LIST", "id3 "), ids(reader));
        assertArrayEquals(ODD, reader.metadata().get(0).contents());
        assertArrayEquals(EVEN, reader.metadata().get(1).contents());
        assertEquals(Optional.empty(), reader.warning());
    }

    @Test
    void toleratesMissingPadding() throws IOException {
        byte[] file =
                new WavBytes()
                        .unpadded("bext", ODD)
                        .unpadded("cue ", ODD)
                        .chunk("fmt ", WavBytes.fmt(1, 1, 16_000, 8))
                        .unpadded("data", new byte[] {-128, 0, -1})
                        .unpadded("LIST", ODD)
                        .unpadded("id3 ", ODD)
                        .riff();
        WavReader reader = reader(file);
        assertArrayEquals(new float[] {0, -1, 127 / 128f}, Samples.readAll(reader));
        assertEquals(List.of("bext", "cue ", "LIST", "id3 "), ids(reader));
        assertEquals(Optional.empty(), reader.warning());
    }

    @Test
    void ignoresGarbageAndWarnsOfTruncatedChunk() throws IOException {
        WavBytes wav = new WavBytes().chunk("fmt ", FMT).chunk("data", TWO).chunk("LIST", EVEN);
        byte[] whole = wav.riff();
        WavReader rubbish = reader(wav.bytes(new byte[100]).riff());
        Samples.readAll(rubbish);
        assertEquals(List.of("LIST"), ids(rubbish));
        assertEquals(Optional.empty(), rubbish.warning());

        WavReader piece = reader(Arrays.copyOf(whole, whole.length - 1));
        assertEquals(2, Samples.readAll(piece).length);
        assertEquals(List.of(), ids(piece));
        assertEquals(
                "x.wav: ends inside its LIST chunk after the audio; left that chunk out",
                piece.warning().orElseThrow());
    }

    @Test
    void keepsAtMostFourMebibytes() throws IOException {
        byte[] file =
                new WavBytes()
                        .chunk("bext", new byte[3 << 20])
                        .chunk("fmt ", FMT)
                        .chunk("data", TWO)
                        .chunk("LIST", new byte[2 << 20])
                        .chunk("id3 ", EVEN)
                        .riff();
        WavReader reader = reader(file);
        Samples.readAll(reader);
        assertEquals(List.of("bext", "id3 "), ids(reader));
        assertTrue(reader.warning().orElseThrow().contains("left out metadata"));
    }

    @Test
    void writesMetadataAfterAudioToFile(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("x.wav");
        try (WavWriter writer = new WavWriter(Samples.create(path), "x.wav", PCM16)) {
            writer.write(new float[] {1 / 32768f, 2 / 32768f}, 0, 2);
            writer.append(List.of(new WavChunk("bext", ODD), new WavChunk("LIST", EVEN)));
        }
        byte[] expected =
                new WavBytes()
                        .chunk("fmt ", FMT)
                        .chunk("data", TWO)
                        .chunk("bext", ODD)
                        .chunk("LIST", EVEN)
                        .riff();
        assertArrayEquals(expected, Files.readAllBytes(path));
    }

    @Test
    void writesMetadataBeforeAudioToPipe() throws IOException {
        List<WavChunk> metadata = List.of(new WavChunk("bext", ODD), new WavChunk("LIST", EVEN));
        byte[] piped = Samples.piped(PCM16, 2, metadata, 1 / 32768f, 2 / 32768f);
        byte[] expected =
                new WavBytes()
                        .chunk("fmt ", FMT)
                        .chunk("bext", ODD)
                        .chunk("LIST", EVEN)
                        .chunk("data", TWO)
                        .riff();
        assertArrayEquals(expected, piped);
    }

    private static List<String> ids(Recording recording) {
        return recording.metadata().stream().map(WavChunk::id).toList();
    }
}
