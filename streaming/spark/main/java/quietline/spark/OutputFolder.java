package quietline.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import quietline.streaming.batch.Origin;
import quietline.streaming.io.AudioException;

/**
 * The folder that a job writes into. An output appears complete or not at all: it is written below
 * {@code _temporary/RUN} and renamed, or sent to an object store, where a file appears when it is
 * complete. Two attempts at one recording write the same bytes, so it does not matter which of them
 * comes last.
 */
final class OutputFolder {

    private static final String TEMPORARY = "_temporary";

    private final Path folder;
    private final Path temporary;
    private final Configuration hadoop;
    private final FileSystem files;

    /**
     * @param run names the job, so that jobs never remove each other's files
     */
    OutputFolder(String folder, String run, Configuration hadoop) throws IOException {
        this.hadoop = hadoop;
        files = new Path(folder).getFileSystem(hadoop);
        this.folder = files.makeQualified(new Path(folder));
        temporary = new Path(new Path(this.folder, TEMPORARY), run);
    }

    Path of(FoundRecording recording) {
        // A name alone would be parsed, and what stands before its colon taken for a scheme.
        return new Path(folder, new Path(null, null, recording.output()));
    }

    /** Where to make outputs if that saves copying them; empty if they are sent elsewhere. */
    Optional<java.nio.file.Path> workFolder() {
        return Storage.local(temporary);
    }

    /** Gives a finished output its name. */
    void commit(java.nio.file.Path finished, FoundRecording recording, Origin origin)
            throws IOException {
        Path target = of(recording);
        if (!recording.replace() && Storage.bytes(target, hadoop) >= 0) {
            checkTwin(target, origin);
        } else if (Storage.local(target).isPresent()) {
            move(finished, Storage.local(target).get());
        } else if (Storage.isObjectStore(target)) {
            files.copyFromLocalFile(false, true, new Path(finished.toUri()), target);
        } else {
            send(finished, target, recording.replace(), origin);
        }
    }

    private static void move(java.nio.file.Path finished, java.nio.file.Path target)
            throws IOException {
        Files.createDirectories(target.getParent());
        Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void send(java.nio.file.Path finished, Path target, boolean replace, Origin origin)
            throws IOException {
        Path unnamed = new Path(temporary, UUID.randomUUID().toString());
        files.copyFromLocalFile(false, true, new Path(finished.toUri()), unnamed);
        files.mkdirs(target.getParent());
        try {
            FileContext.getFileContext(folder.toUri(), hadoop)
                    .rename(unnamed, target, replace ? Rename.OVERWRITE : Rename.NONE);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            checkTwin(target, origin);
        }
    }

    /** Accepts an output that another attempt has written meanwhile, and no other file. */
    private void checkTwin(Path target, Origin origin) throws IOException {
        Optional<Origin> other = Storage.origin(target, Storage.bytes(target, hadoop), hadoop);
        if (!other.equals(Optional.of(origin))) {
            throw new AudioException(
                    target, "was created by another program meanwhile; use --force to replace it");
        }
    }

    /** Removes what killed tasks have left. */
    void cleanUp() throws IOException {
        files.delete(temporary, true);
        if (files.exists(temporary.getParent())
                && files.listStatus(temporary.getParent()).length == 0) {
            files.delete(temporary.getParent(), false);
        }
    }
}
