package quietline.streaming.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.RawFormat;

/**
 * The inputs that the arguments name, each once: files, all recordings in folders (recursively, by
 * file extension, in alphabetical order), and stdin for {@code -}. In folders, outputs are skipped:
 * files named {@code *.enhanced.*}, files made earlier from another input, and the folders that are
 * written to.
 */
public final class InputFiles {

    static final String ENHANCED = ".enhanced";

    private final List<Input> inputs = new ArrayList<>();
    private final List<AudioException> troubles = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<Path> known = new HashSet<>();
    private final List<Path> repeated = new ArrayList<>();

    /** Those of the inputs that were found in folders. */
    private final Set<Path> searched = new HashSet<>();

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
                found.add(file, nameOf(file));
            }
        }
        found.skipEarlierOutputs();
        found.note(
                found.repeated,
                "%2$s: named twice, done once",
                "%,d repeated names are done once, such as %s");
        return found;
    }

    private static Path nameOf(Path file) {
        return file.getFileName() == null ? file : file.getFileName();
    }

    /** Returns false if the file was named before. */
    private boolean add(Path file, Path relative) {
        if (!known.add(identity(file))) {
            repeated.add(file);
            return false;
        }
        return inputs.add(Input.file(file, relative, raw));
    }

    /** The same for all ways to one file. A link to a file has a name of its own. */
    private static Path identity(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            Path folder = absolute.getParent();
            return folder == null ? absolute : folder.toRealPath().resolve(nameOf(file));
        } catch (IOException missing) {
            return absolute;
        }
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
        int before = troubles.size();
        try {
            FolderSearch search =
                    new FolderSearch(folder, this::isRecording, outputFolders, followLinks);
            files = search.run();
            if (isOutputFolder(folder)) {
                // Made from recordings that are no WAV; they would be enhanced a second time.
                files.removeIf(EarlierOutputs::isOutput);
            }
            note(
                    search.outside(),
                    "%2$s: link to outside of the folder skipped; use --follow-links",
                    "%,d links to outside of the folder skipped, such as %s; use --follow-links");
            troubles.addAll(search.troubles());
        } catch (IOException e) {
            troubles.add(AudioException.of(folder, e));
        }
        if (files.isEmpty() && troubles.size() == before) {
            troubles.add(new AudioException(folder, "contains no recordings"));
        }
        for (Path file : files) {
            if (add(file, folder.relativize(file))) {
                searched.add(file);
            }
        }
    }

    private void skipEarlierOutputs() {
        if (searched.isEmpty()) {
            return;
        }
        // Reading a pipe here would take its sound away.
        List<Path> files =
                inputs.stream()
                        .flatMap(input -> input.file().stream())
                        .filter(Files::isRegularFile)
                        .toList();
        Set<Path> outputs = EarlierOutputs.among(files);
        outputs.retainAll(searched);
        inputs.removeIf(input -> input.file().filter(outputs::contains).isPresent());
        note(
                files.stream().filter(outputs::contains).toList(),
                "%2$s: skipped, made earlier from another input; name it to enhance it again",
                "%,d files skipped, made earlier from other inputs, such as %s; name them to"
                        + " enhance them again");
    }

    /** Adds one line about any number of files. */
    private void note(List<Path> files, String one, String several) {
        if (!files.isEmpty()) {
            String format = files.size() == 1 ? one : several;
            notes.add(String.format(Locale.ROOT, format, files.size(), files.get(0)));
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
        return !RecordingNames.stem(file).toLowerCase(Locale.ROOT).endsWith(ENHANCED)
                && (RecordingNames.isRecording(file)
                        || raw.isPresent() && RecordingNames.promisesRaw(file));
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
