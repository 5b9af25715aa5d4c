package quietline.streaming.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * extension, in alphabetical order), and stdin for {@code -}. In folders, outputs are skipped:
 * files named {@code *.enhanced.wav}, and the folders that are written to.
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
    private final List<String> notes = new ArrayList<>();
    private final Optional<RawFormat> raw;
    private final List<Path> outputFolders;
    private final boolean followLinks;
    private boolean folders;

    private InputFiles(Optional<RawFormat> raw, List<Path> outputFolders, boolean followLinks) {
        this.raw = raw;
        this.outputFolders = outputFolders;
        this.followLinks = followLinks;
    }

    /**
     * @param outputFolders where outputs will be, which are no inputs; they need not be folders yet
     * @param followLinks whether to follow links in folders to other folders, and to outside
     */
    public static InputFiles of(
            List<String> arguments,
            InputStream standard,
            Optional<RawFormat> raw,
            List<Path> outputFolders,
            boolean followLinks) {
        InputFiles found = new InputFiles(raw, outputFolders, followLinks);
        for (String argument : arguments) {
            if (FileKind.isStdin(argument)) {
                found.inputs.add(Input.standard(standard, raw));
            } else if (Files.isDirectory(Path.of(argument))) {
                found.search(Path.of(argument), arguments.size() > 1);
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

    /**
     * @param others whether there are other inputs, as in {@code enhance * -o clean}
     */
    private void search(Path folder, boolean others) {
        folders = true;
        if (others && isOutputFolder(folder)) {
            notes.add(folder + ": skipped, because it is the output folder");
            return;
        }
        List<Path> files = List.of();
        try {
            FolderSearch search =
                    new FolderSearch(folder, this::isRecording, outputFolders, followLinks);
            files = search.run();
            if (isOutputFolder(folder)) {
                // Made from recordings that are no WAV; they would be enhanced a second time.
                files.removeIf(InputFiles::isOutput);
            }
            notes.addAll(search.notes());
            troubles.addAll(search.troubles());
        } catch (IOException e) {
            troubles.add(AudioException.of(folder, e));
        }
        if (files.isEmpty() && troubles.isEmpty()) {
            troubles.add(new AudioException(folder, "contains no recordings"));
        }
        for (Path file : files) {
            inputs.add(Input.file(file, folder.relativize(file), raw));
        }
    }

    private static boolean isOutput(Path file) {
        try {
            return Origin.read(file).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private boolean isOutputFolder(Path folder) {
        return outputFolders.stream()
                .anyMatch(
                        output -> {
                            try {
                                return Files.isSameFile(folder, output);
                            } catch (IOException doesNotExist) {
                                return false;
                            }
                        });
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

    /** Lines about what was skipped. */
    public List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    /** Whether there may be several outputs, which need a folder. */
    public boolean several() {
        return folders || inputs.size() > 1;
    }
}
