package quietline.streaming.io;

import com.code_intelligence.jazzer.junit.FuzzTest;

class WavReaderFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] file) throws Exception {
        try (WavReader reader = new WavReader(new java.io.ByteArrayInputStream(file), "x.wav")) {
            float[] samples = new float[4096];
            while (reader.read(samples, 0, 4096) > 0) {}
        } catch (AudioException e) {
            return;
        }
    }
}
