package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import quietline.streaming.io.Recording;
import quietline.streaming.io.Recordings;
import quietline.streaming.io.Samples;

/** The ffmpeg of this machine, in a folder with the files that it makes. */
record InstalledFfmpeg(Path folder) {

    /** Skips the test if there is no ffmpeg with all encoders. */
    static void assume() throws Exception {
        assumeTrue(exists("ffmpeg -version"), "there is no ffmpeg on PATH: apt-get install ffmpeg");
        String encoders = run(Path.of("."), "ffmpeg -v error -encoders");
        for (String encoder : List.of("libmp3lame", "libopus", "libvorbis", "libvpx")) {
            assumeTrue(encoders.contains(encoder), "this ffmpeg has no encoder " + encoder);
        }
    }

    private static boolean exists(String command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command.split(" "));
            return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Runs {@code ffmpeg -v error} with these arguments; returns what it prints. */
    String run(String arguments) throws Exception {
        return run(folder, "ffmpeg -nostdin -v error -y " + arguments);
    }

    private static String run(Path folder, String command) throws Exception {
        Process process =
                new ProcessBuilder("sh", "-c", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), command + ": " + printed);
        return printed;
    }

    /** The checksums of a stream's packets, such as {@code 0:v}. */
    List<String> packets(String file, String stream) throws Exception {
        return run("-i %s -map %s -c copy -f framemd5 -".formatted(file, stream))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst(".*, *", ""))
                .toList();
    }

    /** The tags of a file and of one of its streams, such as {@code 0:a:0}. */
    List<String> tags(String file, String stream) throws Exception {
        return run("-i %s -map %s -c copy -t 0 -f ffmetadata -".formatted(file, stream))
                .lines()
                .map(String::strip)
                .toList();
    }

    /** The first channel of a file's first sound track. */
    float[] heard(String file) throws IOException {
        try (Recording recording = Recordings.openTimed(folder.resolve(file))) {
            float[] all = Samples.readAll(recording);
            float[] first = new float[all.length / recording.channels()];
            for (int i = 0; i < first.length; i++) {
                first[i] = all[i * recording.channels()];
            }
            return first;
        }
    }

    /** The similarity of two sounds of about equal length: their correlation. */
    static double similarity(float[] one, float[] other) {
        double product = 0;
        double power = 0;
        double otherPower = 0;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            product += one[i] * other[i];
            power += one[i] * one[i];
            otherPower += other[i] * other[i];
        }
        return product / Math.sqrt(power * otherPower);
    }
}
