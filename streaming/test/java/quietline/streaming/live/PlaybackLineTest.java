package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybackLineTest {

    /** A speaker with samples in its queue. */
    private record Speaker(int sampleRate, int queuedInstants) implements OutputLine {

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public void write(float[] from, int offset, int count) {}

        @Override
        public int bufferInstants() {
            return 1000;
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @CsvSource({"48000, -1, -1", "48000, 0, 0", "48000, 1, 1", "48000, 48, 16", "8000, 1, 2"})
    void countsQueueInSamplesOf16Kilohertz(int rate, int queued, int samples) throws IOException {
        PlaybackLine line = PlaybackLine.of(new Speaker(rate, queued), new LiveFormat(16_000, 1));
        assertEquals(samples, line.queuedSamples());
    }
}
