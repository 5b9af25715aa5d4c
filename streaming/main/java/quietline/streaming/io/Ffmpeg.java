package quietline.streaming.io;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The program {@code ffmpeg}, which reads the formats that Quietline itself does not. It is started
 * without a shell, and may open only the file it is given: no playlist, no list of files, and
 * nothing over a network.
 *
 * @param patience how long ffmpeg may send nothing while we wait and its input is not the cause
 */
record Ffmpeg(Path program, Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * The demuxers of audio and video files. Those of playlists, of lists of files and of image
     * sequences are missing, because they open other files.
     */
    private static final String FORMATS =
            "aa,aac,ac3,aea,aiff,amr,amrnb,amrwb,ape,asf,asf_o,ast,au,avi,avr,bonk,caf,codec2,dsf,"
                    + "dts,dtshd,dv,eac3,flac,flv,g722,g729,gsm,gxf,iff,ilbc,ircam,loas,matroska,"
                    + "mlp,mov,mp3,mpc,mpc8,mpeg,mpegts,mxf,nistsphere,nsv,nut,ogg,oma,paf,pvf,qcp,"
                    + "rm,rso,sbc,sds,shn,sln,sox,spdif,swf,tak,truehd,tta,voc,vqf,w64,wav,webm,wsd,"
                    + "wsaud,wtv,wv,wve,xwma";

    /** Limit of the cost of a broken file, apart from what its length explains. */
    private static final long CPU_SECONDS = 600;

    private static final long LEAST_BYTES_PER_CPU_SECOND = 100_000;

    /** Finds ffmpeg on {@code path}, ignoring relative entries such as the current folder. */
    static Optional<Ffmpeg> on(String path) {
        for (String folder : path.split(Pattern.quote(File.pathSeparator))) {
            for (String name : List.of("ffmpeg", "ffmpeg.exe")) {
                try {
                    Path program = Path.of(folder).resolve(name);
                    if (program.isAbsolute()
                            && Files.isRegularFile(program)
                            && Files.isExecutable(program)) {
                        return Optional.of(new Ffmpeg(program, PATIENCE));
                    }
                } catch (InvalidPathException e) {
                    // Not a valid folder name: skip it.
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Opens a file by its name, so that ffmpeg can seek in it.
     *
     * @param start the file's first bytes
     */
    Recording open(Path file, byte[] start) throws IOException {
        // Ends ffmpeg even if this program is killed and ffmpeg writes nothing.
        long limit = CPU_SECONDS + Files.size(file) / LEAST_BYTES_PER_CPU_SECOND;
        List<String> limited = List.of("-timelimit", Long.toString(limit));
        Process process = start(limited, "file", "file:" + file.toAbsolutePath(), file);
        process.getOutputStream().close();
        return FfmpegRecording.open(process, patience, file, start);
    }

    /** Reads from a stream, and owns it unless an exception is thrown. */
    Recording open(InputStream in, String name, byte[] start) throws IOException {
        Process process = start(List.of(), "pipe", "pipe:0", name);
        // No limit: the writer of the pipe may be arbitrarily slow.
        return FfmpegRecording.open(process, in, name, start);
    }

    private Process start(List<String> options, String protocol, String input, Object name)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-nostdin"));
        command.addAll(options);
        command.addAll(List.of("-v", "error", "-protocol_whitelist", protocol));
        command.addAll(List.of("-format_whitelist", FORMATS, "-i", input));
        // Floats, because a lossy decoder may exceed full scale.
        command.addAll(List.of("-map", "0:a:0", "-c:a", "pcm_f32le", "-fflags", "+bitexact"));
        command.addAll(List.of("-f", "wav", "-"));
        try {
            return ChildProcesses.start(new ProcessBuilder(command));
        } catch (IOException e) {
            throw new AudioException(
                    name, "cannot start %s: %s".formatted(program, e.getMessage()));
        }
    }
}
