import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Compares recordings and times clicks for the scripts beside it; all files are 16-bit mono WAV. One
 * file, so that {@code java Listen.java} runs it without a build.
 *
 * <pre>
 * blocks OFFLINE RECORDED [LEAST] nine of ten half-second blocks with sound correlate by 0.98 or LEAST
 * latency MOST_MS                 plays clicks into "mic"; four of five must arrive at "spk" in time
 * returns MOST_SECONDS            the same: how long until clicks are heard after the first was played
 * wakes SOURCE                    plays a tone into "mic"; how long SOURCE is silent once it is recorded
 * gaps RECORDED                   prints how often a tone is silent for 2 ms or longer
 * </pre>
 */
final class Listen {

    private static final int RATE = 16_000;
    private static final double LEAST_IN_A_BLOCK = 0.98;

    /** The files' rate, at which offsets are searched as finely as their band allows. */
    private static int rate = RATE;
    private static final double QUIET_DB = -45;

    public static void main(String[] args) throws Exception {
        boolean good =
                switch (args[0]) {
                    case "blocks" -> blocks(
                                    read(args[1]),
                                    read(args[2]),
                                    args.length > 3 ? Double.parseDouble(args[3]) : LEAST_IN_A_BLOCK);
                    case "gaps" -> gaps(read(args[1]));
                    case "latency" -> latency(Double.parseDouble(args[1]));
                    case "wakes" -> wakes(args[1]);
                    case "returns" -> returns(Double.parseDouble(args[1]));
                    default -> throw new IllegalArgumentException(args[0]);
                };
        System.exit(good ? 0 : 1);
    }

    private static float[] read(String name) throws Exception {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(new File(name))) {
            rate = (int) in.getFormat().getSampleRate();
            return floats(in.readAllBytes());
        }
    }

    private static float[] floats(byte[] bytes) {
        float[] samples = new float[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (bytes[2 * i] & 0xff | bytes[2 * i + 1] << 8) / 32768f;
        }
        return samples;
    }

    /** Prints the number of silences between the first and the last sound. */
    private static boolean gaps(float[] tone) {
        int least = rate / 500;
        int gaps = 0;
        int last = -1;
        for (int i = 0; i < tone.length; i++) {
            if (Math.abs(tone[i]) > 0.01) {
                gaps += last >= 0 && i - last > least ? 1 : 0;
                last = i;
            }
        }
        System.out.println(gaps);
        return last >= 0;
    }

    /** Each block has an offset of its own, so that a gap does not count for what follows it. */
    private static boolean blocks(float[] offline, float[] recorded, double least) {
        int block = rate / 2;
        int sounding = 0;
        int good = 0;
        int latest = Math.max(4 * rate, recorded.length - offline.length + rate);
        int offset = offset(offline, recorded, 2 * rate, 5 * rate, -rate, latest);
        List<Double> found = new ArrayList<>();
        for (int at = 2 * rate; at + block <= offline.length - rate; at += block) {
            if (level(offline, at, block) < QUIET_DB) {
                continue;
            }
            // A gap moves all that follows it.
            int here = offset(offline, recorded, at, block, offset - rate, offset + rate);
            double best = nearby(offline, at, block, recorded, here);
            found.add(best);
            sounding++;
            good += best >= least ? 1 : 0;
        }
        Collections.sort(found);
        System.out.printf(
                "says %d of %d half-second blocks correlate by %.2f or more, the median by %.4f%n",
                good, sounding, least, sounding == 0 ? 0 : found.get(sounding / 2));
        return sounding >= 10 && good >= 0.9 * sounding;
    }

    /**
     * Returns the highest correlation of a block near this offset, at any speed that the correction
     * of clock drift may choose: it shifts the ends of a block by up to 20 samples.
     */
    private static double nearby(float[] a, int at, int length, float[] b, int offset) {
        double shift = offset;
        double speed = 0;
        double best = -1;
        // From coarse to fine: the second search is around the best of the first.
        double coarse = (double) rate / RATE;
        for (double grid = coarse; grid > coarse / (coarse > 1 ? 1000 : 100); grid /= 10) {
            double aroundShift = shift;
            double aroundSpeed = speed;
            for (int v = -20; v <= 20; v++) {
                for (int t = -24; t <= 24; t++) {
                    double thisShift = aroundShift + t * grid;
                    double thisSpeed = aroundSpeed + v * grid / coarse * 0.00025;
                    double here = correlation(a, at, length, b, thisShift, thisSpeed, 8);
                    if (here > best) {
                        best = here;
                        shift = thisShift;
                        speed = thisSpeed;
                    }
                }
            }
        }
        return correlation(a, at, length, b, shift, speed, 1);
    }

    /** Correlation of every step-th sample, with b played at 1 + speed around the block's middle. */
    private static double correlation(
            float[] a, int at, int length, float[] b, double offset, double speed, int step) {
        double ab = 0;
        double aa = 1e-9;
        double bb = 1e-9;
        double middle = at + length / 2;
        for (int i = at; i < at + length; i += step) {
            double there = i + offset + (i - middle) * speed;
            int j = (int) there;
            boolean inside = there >= 0 && j + 1 < b.length;
            double other = inside ? b[j] + (there - j) * (b[j + 1] - b[j]) : 0;
            ab += a[i] * other;
            aa += a[i] * a[i];
            bb += other * other;
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** Returns the offset with the greatest correlation, searched coarsely first. */
    private static int offset(float[] a, float[] b, int at, int length, int from, int to) {
        int best = from;
        int scale = Math.max(1, rate / RATE);
        int step = to - from > 1000 ? 4 * scale : 1;
        double most = -1;
        for (int offset = from; offset <= to; offset += step) {
            double here = correlation(a, at, length / step, b, offset, 0, 1);
            if (here > most) {
                most = here;
                best = offset;
            }
        }
        return step == 1 ? best : offset(a, b, at, length, best - 8 * scale, best + 8 * scale);
    }

    /** The level of a block in decibels. */
    private static double level(float[] sound, int from, int length) {
        double power = 1e-10;
        for (int i = from; i < from + length; i++) {
            power += sound[i] * sound[i] / length;
        }
        return 10 * Math.log10(power);
    }

    /** Records a source and dates its samples by the pieces that came earliest. */
    private static final class Ear extends Thread {
        private final Process process;
        private final List<Double> clicks = new ArrayList<>();
        private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
        private double startSeconds = Double.MAX_VALUE;

        Ear(String source) throws IOException {
            process =
                    new ProcessBuilder(
                                    "parec", "-d", source, "--rate=16000", "--channels=1",
                                    "--format=s16le", "--raw", "--latency-msec=10")
                            .start();
            start();
        }

        @Override
        public void run() {
            byte[] bytes = new byte[8192];
            try (InputStream in = process.getInputStream()) {
                for (int got; (got = in.read(bytes)) > 0; ) {
                    double now = System.nanoTime() / 1e9;
                    sound.write(bytes, 0, got);
                    startSeconds = Math.min(startSeconds, now - sound.size() / 2.0 / RATE);
                }
            } catch (IOException e) {
                // The recorder was stopped.
            }
        }

        float[] sound() throws InterruptedException {
            process.destroy();
            join();
            return floats(sound.toByteArray());
        }

        List<Double> clicks() throws InterruptedException {
            float[] samples = sound();
            for (int i = 0, next = 0; i < samples.length; i++) {
                if (i >= next && Math.abs(samples[i]) > 0.2) {
                    int peak = i;
                    for (int n = i; n < Math.min(samples.length, i + 100); n++) {
                        peak = Math.abs(samples[n]) > Math.abs(samples[peak]) ? n : peak;
                    }
                    clicks.add(startSeconds + (double) peak / RATE);
                    next = i + RATE / 10;
                }
            }
            return clicks;
        }
    }

    /** When clicks were heard at the microphone and at the speaker, with uneven pauses between. */
    private static List<List<Double>> click(int seconds) throws Exception {
        Ear microphone = new Ear("mic.monitor");
        Ear heard = new Ear("spk.monitor");
        Process player =
                new ProcessBuilder(
                                "pacat", "-p", "-d", "mic", "--rate=16000", "--channels=1",
                                "--format=s16le", "--raw", "--latency-msec=500")
                        .start();
        byte[] bytes = new byte[2 * RATE * seconds];
        Random random = new Random(1);
        for (int at = RATE / 10; at < RATE * seconds - 100; at += RATE / 4 + random.nextInt(RATE / 4)) {
            for (int n = 0; n < 16; n++) {
                int value = (int) (28_000 * Math.sin(Math.PI * n / 16));
                bytes[2 * (at + n)] = (byte) value;
                bytes[2 * (at + n) + 1] = (byte) (value >> 8);
            }
        }
        player.getOutputStream().write(bytes);
        player.getOutputStream().close();
        player.waitFor();
        Thread.sleep(500);
        return List.of(microphone.clicks(), heard.clicks());
    }

    private static boolean latency(double mostMillis) throws Exception {
        List<List<Double>> clicks = click(10);
        // The right shift is the one at which most clicks meet.
        List<Double> best = new ArrayList<>();
        for (double shift = 0; shift < 0.4; shift += 0.005) {
            List<Double> delays = new ArrayList<>();
            for (double in : clicks.get(0)) {
                for (double out : clicks.get(1)) {
                    if (Math.abs(out - in - shift) < 0.01) {
                        delays.add(1000 * (out - in));
                    }
                }
            }
            best = delays.size() > best.size() ? delays : best;
        }
        Collections.sort(best);
        if (best.isEmpty()) {
            System.out.println("no click was heard");
            return false;
        }
        double median = best.get(best.size() / 2);
        System.out.printf(
                "says %d of %d clicks heard, %.1f ms later (%.1f to %.1f)%n",
                best.size(),
                clicks.get(0).size(),
                median,
                best.get(0),
                best.get(best.size() - 1));
        return best.size() >= 0.8 * clicks.get(0).size() && median <= mostMillis;
    }

    private static boolean wakes(String source) throws Exception {
        Process player =
                new ProcessBuilder(
                                "pacat", "-p", "-d", "mic", "--rate=16000", "--channels=1",
                                "--format=s16le", "--raw", "--latency-msec=100")
                        .start();
        byte[] bytes = new byte[2 * RATE * 5];
        for (int n = 0; n < bytes.length / 2; n++) {
            int value = (int) (8_000 * Math.sin(2 * Math.PI * 440 * n / RATE));
            bytes[2 * n] = (byte) value;
            bytes[2 * n + 1] = (byte) (value >> 8);
        }
        Thread feeding =
                new Thread(
                        () -> {
                            try (var out = player.getOutputStream()) {
                                out.write(bytes);
                            } catch (IOException e) {
                                // The player was stopped.
                            }
                        });
        feeding.start();
        Thread.sleep(1000);
        Ear listener = new Ear(source);
        Thread.sleep(3000);
        float[] heard = listener.sound();
        player.destroy();
        feeding.join();
        int first = 0;
        while (first < heard.length && Math.abs(heard[first]) < 0.05) {
            first++;
        }
        System.out.printf("says sound after %d ms%n", 1000L * first / RATE);
        return first < heard.length;
    }

    private static boolean returns(double mostSeconds) throws Exception {
        List<List<Double>> clicks = click(4);
        if (clicks.get(0).isEmpty() || clicks.get(1).isEmpty()) {
            System.out.println("no click was heard");
            return false;
        }
        double after = clicks.get(1).get(0) - clicks.get(0).get(0);
        System.out.printf(
                "says %d of %d clicks heard, the first %.2f s after the first was played%n",
                clicks.get(1).size(), clicks.get(0).size(), after);
        return after <= mostSeconds;
    }
}
