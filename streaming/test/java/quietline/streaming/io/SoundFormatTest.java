package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundFormatTest {

    @ParameterizedTest
    @CsvSource({
        "a.wav, WAV",
        "a.b.FLAC, FLAC",
        "in.wav/a.mp3, MP3",
        "a.oga, OGG",
        ".mkv, MATROSKA",
        "mp3,",
        "in.mp3/a,",
        "a.wma,",
        "a.,",
    })
    void isChosenByExtension(Path file, SoundFormat expected) {
        assertEquals(Optional.ofNullable(expected), SoundFormat.of(file));
    }

    @ParameterizedTest
    @CsvSource({
        "WAV,  ALAW,    8000,   ALAW,    8000",
        "FLAC, ALAW,    8000,   PCM16,   8000",
        "FLAC, PCM8,    192000, PCM16,   192000",
        "FLAC, FLOAT32, 44100,  PCM24,   44100",
        "FLAC, PCM32,   44100,  PCM24,   44100",
        "MP3,  PCM16,   44100,  FLOAT32, 44100",
        "MP3,  PCM16,   96000,  FLOAT32, 48000",
        "OPUS, PCM16,   44100,  FLOAT32, 48000",
        "WEBM, PCM16,   16000,  FLOAT32, 48000",
        "MP4,  PCM16,   11025,  FLOAT32, 11025",
    })
    void adaptsSamples(
            SoundFormat format, SampleEncoding from, int rate, SampleEncoding to, int newRate) {
        WavFormat wav = new WavFormat(from, 3, rate, 7);
        assertEquals(new WavFormat(to, 3, newRate, 7), format.adapted(wav));
    }

    /** 96 kbit/s a channel, or 4 bits a sample if that is less. */
    @ParameterizedTest
    @CsvSource({"8000, 2, 64000", "16000, 1, 64000", "24000, 1, 96000", "48000, 6, 576000"})
    void limitsBitRateOfAac(int rate, int channels, String bitsPerSecond) {
        WavFormat wav = new WavFormat(SampleEncoding.FLOAT32, channels, rate);
        assertEquals(List.of("-b:a:0", bitsPerSecond), SoundFormat.M4A.quality(wav));
    }
}
