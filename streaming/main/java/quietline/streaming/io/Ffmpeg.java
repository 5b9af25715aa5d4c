package quietline.streaming.io;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program {@code ffmpeg}, which reads and writes the formats that Quietline itself does not. It
 * is started without a shell, and may open only the file it is given: no playlist, no list of
 * files, and nothing over a network.
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

    private static final int MOST_METADATA_BYTES = 1 << 20;

    private static final Pattern LANGUAGE =
            Pattern.compile("(?s)\n\\[STREAM\\]\n.*?(?<=\n)language=([a-z]{2,3})\n");

    private static final Pattern DURATION =
            Pattern.compile("(?m)^  Duration: ([0-9]{2,5}):([0-9]{2}):([0-9]{2}\\.[0-9]+),");

    /** Smaller files hold no sound that is worth asking for its length. */
    private static final long LONG_BYTES = 1 << 19;

    private static final List<String> PIPE = input("pipe", "pipe:0");

    private static final List<String> TIMED =
            List.of("-af", "aresample=async=1:min_hard_comp=0.1:first_pts=0");

    /** Limit of the cost of a broken file, apart from what its length explains. */
    private static final long CPU_SECONDS = 600;

    private static final long LEAST_BYTES_PER_CPU_SECOND = 100_000;

    /** Finds ffmpeg on the system's search path. */
    static Optional<Ffmpeg> installed() {
        String path = System.getenv("PATH");
        return on(path == null ? "" : path);
    }

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
        return open(file, start, List.of());
    }

    /**
     * As {@link #open(Path, byte[])}, for sound that stays with its pictures: silence is put in
     * before sound that begins late, and where it has gaps.
     */
    Recording openTimed(Path file, byte[] start) throws IOException {
        return open(file, start, TIMED);
    }

    private Recording open(Path file, byte[] start, List<String> filter) throws IOException {
        // Ends ffmpeg even if this program is killed and ffmpeg writes nothing.
        long limit = CPU_SECONDS + Files.size(file) / LEAST_BYTES_PER_CPU_SECOND;
        List<String> limited = List.of("-timelimit", Long.toString(limit));
        double seconds = Files.size(file) < LONG_BYTES ? Double.NaN : seconds(file);
        Process process = start(limited, input(file), filter, file);
        process.getOutputStream().close();
        return FfmpegRecording.open(process, patience, file, seconds, start);
    }

    /** Reads from a stream, and owns it unless an exception is thrown. */
    Recording open(InputStream in, String name, byte[] start) throws IOException {
        Process process = start(List.of(), PIPE, List.of(), name);
        // No limit: the writer of the pipe may be arbitrarily slow.
        return FfmpegRecording.open(process, in, name, start);
    }

    /** The options that open a file, and nothing else. */
    static List<String> input(Path file) {
        return input("file", "file:" + file.toAbsolutePath());
    }

    private static List<String> input(String protocol, String name) {
        return List.of("-protocol_whitelist", protocol, "-format_whitelist", FORMATS, "-i", name);
    }

    /** Whether a name is text in the locale's encoding, and so can be an argument of a program. */
    static boolean canName(Path path) {
        try {
            return Path.of(path.toString()).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Returns the language of a file's first sound track, such as "eng", if it is stated. */
    Optional<String> language(Path file) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-v", "quiet"));
        arguments.addAll(input(file));
        arguments.addAll(List.of("-map", "0:a:0", "-c", "copy", "-t", "0"));
        arguments.addAll(List.of("-f", "ffmetadata", "-"));
        Matcher language = LANGUAGE.matcher(said(builder(arguments), file));
        return language.find() ? Optional.of(language.group(1)) : Optional.empty();
    }

    /** Returns about how long a file's sound is, or NaN if ffmpeg cannot tell. */
    private double seconds(Path file) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-hide_banner"));
        arguments.addAll(input(file));
        // Complains that no output is named, after it has described the input.
        Matcher duration =
                DURATION.matcher(said(builder(arguments).redirectErrorStream(true), file));
        return duration.find()
                ? 3600 * Double.parseDouble(duration.group(1))
                        + 60 * Double.parseDouble(duration.group(2))
                        + Double.parseDouble(duration.group(3))
                : Double.NaN;
    }

    private String said(ProcessBuilder ffmpeg, Path file) throws IOException {
        Process process = start(ffmpeg, file);
        try (InputStream in = new StallGuard(process, patience)) {
            process.getOutputStream().close();
            return new String(in.readNBytes(MOST_METADATA_BYTES), StandardCharsets.ISO_8859_1);
        } finally {
            ChildProcesses.end(process);
        }
    }

    private Process start(
            List<String> options, List<String> input, List<String> filter, Object name)
            throws IOException {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-v", "error"));
        arguments.addAll(input);
        arguments.addAll(List.of("-map", "0:a:0"));
        arguments.addAll(filter);
        // Floats, because a lossy decoder may exceed full scale.
        arguments.addAll(List.of("-c:a", "pcm_f32le", "-fflags", "+bitexact", "-f", "wav", "-"));
        return start(arguments, name);
    }

    /**
     * Starts ffmpeg.
     *
     * @param name what a failure is about
     */
    Process start(List<String> arguments, Object name) throws IOException {
        return start(builder(arguments), name);
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-nostdin"));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private Process start(ProcessBuilder ffmpeg, Object name) throws IOException {
        try {
            return ChildProcesses.start(ffmpeg);
        } catch (IOException e) {
            throw new AudioException(
                    name, "cannot start %s: %s".formatted(program, e.getMessage()));
        }
    }
}
