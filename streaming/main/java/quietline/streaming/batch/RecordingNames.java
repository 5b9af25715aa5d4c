package quietline.streaming.batch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Tells by their names which files hold sound. */
public final class RecordingNames {

    private static final Set<String> WAV = Set.of("wav", "wave");
    private static final Set<String> RAW = Set.of("raw", "pcm");
    private static final Set<String> OTHERS =
            Set.of(
                    "3gp", "aac", "ac3", "aif", "aifc", "aiff", "amr", "ape", "au", "avi", "bwf",
                    "caf", "dsf", "flac", "flv", "m2ts", "m4a", "m4b", "m4v", "mka", "mkv", "mov",
                    "mp2", "mp3", "mp4", "mpeg", "mpg", "mts", "oga", "ogg", "opus", "ra", "rf64",
                    "snd", "ts", "tta", "w64", "webm", "wma", "wmv", "wv");

    /** Video that cannot be written. */
    private static final Set<String> VIDEO =
            Set.of("3gp", "avi", "flv", "m2ts", "mpeg", "mpg", "mts", "ts", "wmv");

    private RecordingNames() {}

    static boolean promisesVideo(Path file) {
        return VIDEO.contains(extension(file));
    }

    /** Whether the extension is that of a recording with a header. */
    public static boolean isRecording(Path file) {
        return promisesWav(file) || OTHERS.contains(extension(file));
    }

    static boolean promisesRaw(Path file) {
        return RAW.contains(extension(file));
    }

    public static boolean promisesWav(Path file) {
        return WAV.contains(extension(file));
    }

    static boolean promisesSound(Path file) {
        return isRecording(file) || promisesRaw(file);
    }

    /** The file extension in lower case; empty without a dot. */
    private static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** The extension as it is written, with its dot. */
    static String ending(Path file) {
        return String.valueOf(file.getFileName()).substring(stem(file).length());
    }

    /** The name without folder and extension. */
    public static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    }
}
