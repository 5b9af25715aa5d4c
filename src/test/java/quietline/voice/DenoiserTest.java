package quietline.voice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DenoiserTest {

    @Test
    void returnsWhatAVoiceStreamDoes() {
        short[] noisy = noise(4800);
        short[] expected = new short[noisy.length];
        VoiceStream.builder().sampleRate(48000).build().process(noisy, expected);
        try (Denoiser denoiser = new Denoiser()) {
            assertEquals(480, denoiser.getFrameSize());
            assertArrayEquals(expected, denoiser.denoise(noisy));
        }
        try (Denoiser denoiser = new Denoiser()) {
            denoiser.denoiseInPlace(noisy);
            assertArrayEquals(expected, noisy);
        }
    }

    @Test
    void leavesSamplesAsTheyAreForTheSpeechProbability() {
        short[] noisy = noise(9600);
        try (Denoiser one = new Denoiser();
                Denoiser two = new Denoiser()) {
            short[] same = noisy.clone();
            float probability = one.getSpeechProbability(noisy);
            assertArrayEquals(same, noisy);
            assertEquals(two.denoiseInPlace(same), probability);
            assertTrue(probability >= 0 && probability <= 1, "got " + probability);
            assertArrayEquals(two.denoise(noisy), one.denoise(noisy));
        }
    }

    @Test
    void refusesWhatIsNoFrame() {
        Denoiser denoiser = new Denoiser();
        for (int length : new int[] {0, 479, 481}) {
            Exception refusal =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> denoiser.denoise(new short[length]));
            assertEquals(
                    "the input must be a multiple of 480 samples, got " + length,
                    refusal.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> denoiser.denoiseInPlace(null));
    }

    @Test
    void cannotBeUsedAfterClose() {
        Denoiser denoiser = new Denoiser();
        assertFalse(denoiser.isClosed());
        denoiser.close();
        assertTrue(denoiser.isClosed());
        assertThrows(IllegalStateException.class, () -> denoiser.denoise(new short[480]));
    }

    private static short[] noise(int samples) {
        Random random = new Random(1);
        short[] noise = new short[samples];
        for (int n = 0; n < samples; n++) {
            noise[n] = (short) (random.nextInt(20000) - 10000);
        }
        return noise;
    }
}
