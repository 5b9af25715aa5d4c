package quietline.streaming.live;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.PartFile;

/**
 * An open file that a session may record into. It is unchanged until {@link #recorder}, so that a
 * session's second recording can be refused without loss of what the first would replace.
 *
 * @param file the name, or where a link of this name leads
 * @param isNew whether it was created here
 */
record RecordingFile(Path name, Path file, FileChannel channel, boolean isNew) {

    /**
     * @param replace whether an existing file may be replaced; devices are written to in any case
     */
    static RecordingFile open(Path path, boolean replace) throws IOException {
        if (!FileKind.of(path).isStream()) {
            PartFile.checkFolder(path);
            PartFile.check(path.resolveSibling("\u0001"), path, replace);
        }
        try {
            Path file = PartFile.resolve(path);
            boolean isNew = !Files.exists(file);
            StandardOpenOption creation =
                    isNew ? StandardOpenOption.CREATE_NEW : StandardOpenOption.WRITE;
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, creation);
            return new RecordingFile(path, file, channel, isNew);
        } catch (IOException e) {
            throw AudioException.of(path, e);
        }
    }

    /** Empties the file and returns its recorder, not yet started. */
    Recorder recorder(LiveFormat format, int skipInstants, Consumer<LiveEvent> events)
            throws IOException {
        channel.truncate(0);
        return new Recorder(channel, name.toString(), format, skipInstants, events);
    }

    /** Closes the file, and deletes it if it was created here. */
    void discard() throws IOException {
        channel.close();
        if (isNew) {
            Files.deleteIfExists(file);
        }
    }
}
