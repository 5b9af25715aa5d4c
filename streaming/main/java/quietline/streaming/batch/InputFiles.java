package quietline.streaming.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.RawFormat;

/**
 * The inputs that the arguments name: files, all recordings in folders (recursively, by file
 * extension, in alphabetical order), and stdin for {@code -}. Links to folders are not followed,
 * and files named {@code *.enhanced.wav} are skipped.
 */
public final class InputFiles {

    static final String ENHANCED = ".enhanced.wav";

    private static final Set<String> WAV = Set.of("wav", "wave");
    private static final Set<String> OTHERS =
            Set.of(
                    "aac", "ac3", "aif", "aifc", "aiff", "amr", "au", "avi", "bwf", "caf", "flac",
                    "m4a", "m4b", "m4v", "mka", "mkv", "mov", "mp2", "mp3", "mp4", "mpeg", "mpg",
                    "oga", "ogg", "opus", "ra", "rf64", "snd", "ts", "w64", "webm", "wma", "wmv",
                    "wv");

    private final List<Input> inputs = new ArrayList<>();
    private final List<AudioException> troubles = new ArrayList<>();
    private final Optional<RawFormat> raw;
    private boolean folders;

    private InputFiles(Optional<RawFormat> raw) {
        this.raw = raw;
    }

    public static InputFiles of(
            List<String> arguments, InputStream standard, Optional<RawFormat> raw) {
        InputFiles found = new InputFiles(raw);
        for (String argument : arguments) {
            if (FileKind.isStdin(argument)) {
                found.inputs.add(Input.standard(standard, raw));
            } else if (Files.isDirectory(Path.of(argument))) {
                found.search(Path.of(argument));
            } else {
                Path file = Path.of(argument);
                found.inputs.add(Input.file(file, nameOf(file), raw));
            }
        }
        return found;
    }

    private static Path nameOf(Path file) {
        return file.getFileName() == null ? file : file.getFileName();
    }

    private void search(Path folder) {
        folders = true;
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new Search(files));
        } catch (IOException e) {
            troubles.add(AudioException.of(folder, e));
        }
        if (files.isEmpty() && troubles.isEmpty()) {
            troubles.add(new AudioException(folder, "contains no recordings"));
        }
        Collections.sort(files);
        for (Path file : files) {
            inputs.add(Input.file(file, folder.relativize(file), raw));
        }
    }

    private final class Search extends SimpleFileVisitor<Path> {

        private final List<Path> files;

        Search(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isRecording(file) && Files.isRegularFile(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            troubles.add(AudioException.of(file, failure));
            return FileVisitResult.CONTINUE;
        }
    }

    private boolean isRecording(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.startsWith(".") || name.endsWith(ENHANCED)) {
            return false;
        }
        String ending = ending(file);
        return WAV.contains(ending)
                || OTHERS.contains(ending)
                || raw.isPresent() && (ending.equals("raw") || ending.equals("pcm"));
    }

    /** Whether the extension is that of audio other than WAV. */
    static boolean promisesAnotherFormat(Path file) {
        return OTHERS.contains(ending(file))
                || ending(file).equals("raw")
                || ending(file).equals("pcm");
    }

    static boolean promisesSound(Path file) {
        return promisesWav(file) || promisesAnotherFormat(file);
    }

    static boolean promisesWav(Path file) {
        return WAV.contains(ending(file));
    }

    /** The file extension in lower case. */
    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    public List<Input> inputs() {
        return Collections.unmodifiableList(inputs);
    }

    /** Folders and files that could not be read. */
    public List<AudioException> troubles() {
        return Collections.unmodifiableList(troubles);
    }

    /** Whether there may be several outputs, which need a folder. */
    public boolean several() {
        return folders || inputs.size() > 1;
    }
}
