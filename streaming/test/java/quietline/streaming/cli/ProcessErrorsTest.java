package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.streaming.io.WavBytes;

/**
 * Errors that come from around the program: pipes, ffmpeg, the sound server, Java. Signals are
 * tested in {@link EnhancePipeTest}, other failures of ffmpeg beside its reader.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessErrorsTest {

    @TempDir private static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        Files.write(folder.resolve("in.wav"), WavBytes.pcm16(Noise.shorts(1, 16_000)));
        byte[] adpcm = WavBytes.of(WavBytes.fmt(2, 1, 8000, 4), new byte[10]);
        Files.write(folder.resolve("adpcm.wav"), adpcm);
        text("x.flac", "fLaC");
        text("x.mp4", "....ftypM4A ");
        text("x.au", ".snd");
        text("x.txt", "hello");
        ffmpeg("fails", "/bin/sh\necho first >&2; echo boom >&2; exit 1");
        ffmpeg("silent", "/bin/sh");
        ffmpeg("broken", "/no/such/shell");
        ffmpeg("poor", "/bin/sh\necho \"Unknown encoder 'libmp3lame'\" >&2; exit 1");
        ffmpeg(
                "full",
                "/bin/sh\ncat > /dev/null; echo 'Error writing trailer of x: Disk is full' >&2");
        try (RandomAccessFile file = new RandomAccessFile(folder + "/long.wav", "rw")) {
            file.write(WavBytes.of(WavBytes.fmt(1, 1, 16_000, 8), new byte[0]), 0, 40);
            file.write(new byte[] {0, 0, 0, 4});
            file.setLength(64 << 20);
        }
    }

    private static void text(String name, String contents) throws IOException {
        Files.writeString(folder.resolve(name), contents, StandardCharsets.ISO_8859_1);
    }

    private static void ffmpeg(String name, String script) throws IOException {
        Files.createDirectory(folder.resolve(name));
        text(name + "/ffmpeg", "#!" + script + "\n");
        folder.resolve(name + "/ffmpeg").toFile().setExecutable(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            textBlock =
                    """
                    # pipes
                    quietline enhance - -o - <&-               ^ stdin: is closed, expected an open file or pipe
                    quietline enhance - -o - </dev/null        ^ stdin: is empty, expected a recording
                    quietline enhance - -o - <@                ^ stdin: Is a directory
                    quietline enhance @in.wav -o - >/dev/full  ^ stdout: No space left on device
                    quietline plot @in.wav -o - >/dev/full     ^ stdout: No space left on device
                    quietline weights inspect >/dev/full       ^ stdout: No space left on device
                    quietline compare @in.wav @in.wav >/dev/full ^ stdout: No space left on device
                    quietline --help >/dev/full                ^ stdout: No space left on device
                    quietline completion >/dev/full            ^ stdout: No space left on device
                    quietline --help >&-                       ^ stdout: is closed, expected an open file or pipe
                    # a full disk
                    ulimit -f 0; PULSE_SERVER=unix:@no quietline live --listen --record-output @new.wav 2>&1 | tail -n 1 >&2 ^ @new.wav: File too large
                    ulimit -f 0; quietline enhance @in.wav -o @new.wav    ^ @new.wav: File too large
                    # ffmpeg
                    PATH= quietline enhance @x.flac            ^ @x.flac: is FLAC; ffmpeg is not on PATH, install it to read this file
                    PATH= quietline enhance @x.au              ^ @x.au: unsupported kind of AU; ffmpeg is not on PATH, install it to read this file
                    PATH= quietline enhance @x.txt             ^ @x.txt: unknown format; ffmpeg is not on PATH, install it to read this file
                    PATH= quietline enhance @adpcm.wav         ^ @adpcm.wav: unsupported encoding: 4-bit ADPCM, expected 8, 16, 24, 32-bit integer or 32, 64-bit float; ffmpeg is not on PATH, install it to read this file
                    PATH=@fails quietline enhance @x.flac      ^ @x.flac: ffmpeg cannot read it: boom
                    PATH=@fails quietline enhance - <@x.mp4    ^ stdin: ffmpeg cannot read it: boom; MP4 needs seeking: name the file instead of piping it
                    PATH=@silent quietline enhance @x.flac     ^ @x.flac: ffmpeg returned no audio
                    PATH=@broken quietline enhance @x.flac     ^ @x.flac: cannot start @broken/ffmpeg: …
                    # the sound server
                    PULSE_SERVER=unix:@no quietline live --virtual-mic     ^ @no: no sound server is listening
                    PULSE_SERVER=unix:@x.txt quietline live --virtual-mic  ^ @x.txt: no sound server is listening
                    PULSE_SERVER=unix:@no quietline live                   ^ @no: no sound server is listening
                    PULSE_SERVER= XDG_RUNTIME_DIR=@no HOME=@no quietline live ^ no sound server for a virtual microphone: choose --output NAME, for example a loopback driver ('quietline devices' lists them), or --listen to hear yourself
                    PULSE_SERVER= XDG_RUNTIME_DIR=@no HOME=@no quietline live --virtual-mic ^ virtual microphone: needs PulseAudio or PipeWire with pipewire-pulse, found neither; on Windows install VB-CABLE and on macOS BlackHole, and choose that as --output
                    PULSE_SERVER=unix:@no quietline live -o 'no such one' 2>&1 | head -n 1 >&2 ^ @no: no sound server is listening
                    PULSE_SERVER=host:port quietline live                  ^ sound server: invalid address 'host:port'
                    PULSE_SERVER=host:port quietline live --virtual-mic    ^ sound server: invalid address 'host:port'
                    PULSE_SERVER=unix:@no quietline live --listen -i 'no such one' 2>&1 | tail -n 1 >&2 ^ input 'no such one': no such device; available: …
                    PULSE_SERVER=unix:@no quietline live -o 'no such one' 2>&1 | tail -n 1 >&2 ^ output 'no such one': no such device; available: …
                    PULSE_SERVER=unix:@no quietline profile live --speaker 'no such one' 2>&1 | tail -n 1 >&2 ^ output 'no such one': no such device; available: …
                    PULSE_SERVER=unix:@no quietline live --listen -q --seconds 0.5 2>&1 | tail -n 1 >&2 ^ default microphone: sent no audio
                    # live sound
                    PULSE_SERVER=unix:@no quietline live --listen --record-output @in.wav 2>&1 | tail -n 1 >&2 ^ @in.wav: already exists; use --force to replace it
                    PULSE_SERVER=unix:@no quietline live --listen --record-input @new.wav --record-output @in.wav 2>&1 | tail -n 1 >&2 ^ @in.wav: already exists; use --force to replace it
                    PULSE_SERVER=unix:@no quietline live --listen --record-input @fails -f 2>&1 | tail -n 1 >&2 ^ @fails: is a folder, expected an output file
                    PULSE_SERVER=unix:@no quietline live --listen --record-input @no/x.wav 2>&1 | tail -n 1 >&2 ^ @no/x.wav: no such folder: @no
                    PULSE_SERVER=unix:@no quietline live --listen --record-output /dev/full 2>&1 | tail -n 1 >&2 ^ /dev/full: No space left on device
                    PULSE_SERVER=unix:@no quietline live --listen --weights @x.txt 2>&1 | tail -n 1 >&2 ^ @x.txt: expected safetensors, a PyTorch checkpoint (torch.save) or the ONNX export of GTCRN or UL-UNAS, found 5 bytes of another format
                    """)
    void fails(String command, String line) throws Exception {
        ErrorTable table = new ErrorTable(folder);
        List<String> before = table.files();
        table.check(Child.bash(table.named(command)), 1, line);
        assertEquals(before, table.files());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            textBlock =
                    """
                    PATH= quietline enhance @in.wav -o @x.mp3  ^ @x.mp3: ffmpeg is not on PATH, install it to write this format, or use .wav
                    PATH= quietline enhance @in.wav -o @x.wav --removed @x.flac ^ @x.flac: ffmpeg is not on PATH, install it to write this format, or use .wav
                    PATH= quietline enhance --format m4a @in.wav @in.wav -o @ ^ @in.m4a: ffmpeg is not on PATH, install it to write this format, or use .wav
                    PATH=@poor quietline enhance @in.wav -o @x.mp3 ^ @x.mp3: this ffmpeg has no encoder libmp3lame; install a complete one, or use .flac or .wav
                    PATH=@fails quietline enhance @in.wav -o @x.mp3 ^ @x.mp3: ffmpeg cannot write it: first
                    PATH=@full:/bin quietline enhance @in.wav -o @x.mp3 ^ @x.mp3: Disk is full
                    PATH=@silent quietline enhance @in.wav -o @x.ogg ^ @x.ogg: ffmpeg wrote nothing
                    PATH=@broken quietline enhance @in.wav -o @x.ogg ^ @x.ogg: cannot start @broken/ffmpeg: …
                    PATH=@full quietline enhance - -o @new.mp4 <@in.wav ^ @new.mp4: a video is made from a file only, not from a pipe
                    """)
    void failsToEncode(String command, String line) throws Exception {
        fails(command, line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    -Dquietline.kernels=vector | enhance @in.wav                | quietline.kernels=vector, but start Java with --add-modules jdk.incubator.vector
                    -Dquietline.kernels=vectr  | enhance @in.wav                | quietline.kernels must be auto, scalar or vector, got 'vectr'
                    -Dquietline.kernels=vectr  | profile engine --duration=1ms  | quietline.kernels must be auto, scalar or vector, got 'vectr'
                    -Xmx48m -Duser.language=de -Dquietline.kernels=scalar | profile streams --streams=100000 --warmup=1ms | not enough memory for 100,000 streams, only for about …; QUIETLINE_JAVA_OPTS=-Xmx8g gives them 8 GB
                    -Xmx48m                    | compare @long.wav @long.wav    | not enough memory to hold the recordings; QUIETLINE_JAVA_OPTS=-Xmx8g raises the limit to 8 GB
                    """)
    void failsInJava(String options, String arguments, String line) throws Exception {
        ErrorTable table = new ErrorTable(folder);
        List<String> named = List.of(table.named(options).split(" "));
        Object[] words = table.named(arguments).split(" ");
        table.check(Child.run(named, words), 1, line);
    }
}
