import java.io.File;
import java.util.Arrays;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * {@code java CheckEnhanced.java NOISY ENHANCED}: both 16-bit mono WAV, read by Java's own reader. They
 * must be equally long, and in the quietest tenth of the frames, where there is noise only, the
 * enhanced one must be quieter by at least 6 dB.
 */
final class CheckEnhanced {

    private static final int FRAME = 512;
    private static final double LEAST_DB = 6;

    public static void main(String[] args) throws Exception {
        byte[] noisy = data(args[0]);
        byte[] enhanced = data(args[1]);
        double quieter = noiseFloor(noisy) - noiseFloor(enhanced);
        System.out.printf(
                "%d and %d bytes of sound, noise %.1f dB lower%n",
                noisy.length, enhanced.length, quieter);
        System.exit(noisy.length == enhanced.length && quieter >= LEAST_DB ? 0 : 1);
    }

    private static byte[] data(String name) throws Exception {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new File(name))) {
            return sound.readAllBytes();
        }
    }

    private static double noiseFloor(byte[] data) {
        double[] levels = new double[data.length / 2 / FRAME];
        for (int i = 0; i < levels.length; i++) {
            double power = 0.1;
            for (int n = i * FRAME; n < (i + 1) * FRAME; n++) {
                int sample = data[2 * n] & 0xff | data[2 * n + 1] << 8;
                power += (double) sample * sample / FRAME;
            }
            levels[i] = 10 * Math.log10(power);
        }
        Arrays.sort(levels);
        return levels[levels.length / 10];
    }
}
