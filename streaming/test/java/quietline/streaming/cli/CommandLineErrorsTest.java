package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a command line: arguments, exit code, what stderr says. */
class CommandLineErrorsTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # commands
                                       | 2 | no command given; 'quietline --help' lists the commands
                    enhnce             | 2 | unknown command 'enhnce': did you mean 'enhance'?
                    zzz                | 2 | unknown command 'zzz'; 'quietline --help' lists the commands
                    help zzz           | 2 | unknown command 'zzz'; 'quietline --help' lists the commands
                    help enhnce        | 2 | unknown command 'enhnce': did you mean 'enhance'?
                    help profile engin | 2 | unknown command 'engin': did you mean 'engine'?
                    docter             | 2 | unknown command 'docter': did you mean 'doctor'?
                    enhance a --strenght=1 | 2 | unknown option '--strenght': did you mean '--strength'?
                    live --latncy=low  | 2 | unknown option '--latncy': did you mean '--latency'?
                    devices x          | 2 | unknown argument 'x'; see 'quietline help devices'
                    completion x       | 2 | unknown argument 'x'; see 'quietline help completion'
                    weights            | 2 | no command given; see 'quietline help weights'
                    weights inspct     | 2 | unknown command 'inspct': did you mean 'inspect'?
                    profile            | 2 | no mode given; see 'quietline help profile'
                    profile engin      | 2 | unknown command 'engin': did you mean 'engine'?
                    # arguments and options of any command
                    enhance            | 2 | missing required parameter: 'IN'; see 'quietline help enhance'
                    compare            | 2 | missing required parameters: 'CLEAN', 'FILE'; see 'quietline help compare'
                    compare @a.wav     | 2 | missing required parameter: 'FILE'; see 'quietline help compare'
                    plot -o @x.png     | 2 | missing required parameter: 'BEFORE.wav'; see 'quietline help plot'
                    plot @a.wav        | 2 | missing required option: '--output=OUT.png'; see 'quietline help plot'
                    plot a b c -o x    | 2 | unknown argument 'c'; see 'quietline help plot'
                    live x             | 2 | unknown argument 'x'; see 'quietline help live'
                    weights inspect a b | 2 | unknown argument 'b'; see 'quietline weights inspect --help'
                    weights convert a  | 2 | missing required parameter: 'OUT'; see 'quietline weights convert --help'
                    profile diff a     | 2 | missing required parameter: 'B.json'; see 'quietline profile diff --help'
                    enhance a -o       | 2 | missing required parameter for option '--output' (OUT); see 'quietline help enhance'
                    enhance a --zzz    | 2 | unknown option '--zzz'; see 'quietline help enhance'
                    enhance a --forse  | 2 | unknown option '--forse': did you mean '--force'?
                    enhance a --force=x | 2 | --force must be true or false, got 'x'; see 'quietline help enhance'
                    enhance a -o b -o c | 2 | option '--output' (OUT) should be specified only once; see 'quietline help enhance'
                    """)
    void refusesMistypedCommands(String arguments, int exitCode, String line) throws IOException {
        new ErrorTable(folder).check(arguments, exitCode, line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a --strength=80          | --strength must be between 0 and 1 or 0% and 100%, got '80': did you mean 80%?
                    a --strength=-1          | --strength must be between 0 and 1 or 0% and 100%, got '-1'
                    a --strength=NaN         | --strength must be between 0 and 1 or 0% and 100%, got 'NaN'
                    a --max-attenuation=-3   | --max-attenuation must be 0 or more decibels, got '-3'
                    a --max-attenuation=loud | --max-attenuation must be 0 or more decibels, got 'loud'
                    a --rate=7999            | --rate must be a sample rate between 8000 and 192000 Hz, got '7999'
                    a --rate=192.1k          | --rate must be a sample rate between 8000 and 192000 Hz, got '192.1k'
                    a --encoding=mp3         | --encoding: expected one of [pcm16, pcm24, float32] (case-insensitive) but was 'mp3'
                    a --jobs=0               | --jobs must be between 1 and 1024, got '0'
                    a --jobs=2.5             | --jobs must be between 1 and 1024, got '2.5'
                    a --raw=s16:8000:1       | --raw: s16:8000:1: unknown encoding, expected ENCODING:RATE:CHANNELS with ENCODING one of u8, s8, s16le, s16be, s24le, s24be, s32le, s32be, f32le, f32be, f64le, f64be, alaw, mulaw
                    a --raw=s16le            | --raw: s16le: expected ENCODING:RATE:CHANNELS, such as s16le:16000:1
                    a --raw=s16le:8000:1:2   | --raw: s16le:8000:1:2: expected ENCODING:RATE:CHANNELS, such as s16le:16000:1
                    a --raw=s16le:8000:-1    | --raw: s16le:8000:-1: has -1 channels, expected 1 to 64
                    a --raw=s16le:8k:1       | --raw: s16le:8k:1: invalid rate '8k'
                    a --raw=s16le:8000:x     | --raw: s16le:8000:x: invalid number of channels 'x'
                    a --raw=s16le:0:1        | --raw: s16le:0:1: has a sample rate of 0 Hz, expected 1 to 768000
                    a --raw=s16le:8000:65    | --raw: s16le:8000:65: has 65 channels, expected 1 to 64
                    a -o x --raw-output s16le | --raw-output needs stdout or a pipe as output: -o - > FILE
                    a -o - --raw-output s16  | --raw-output: s16: unknown encoding, expected one of u8, s8, s16le, s16be, s24le, s24be, s32le, s32be, f32le, f32be, f64le, f64be, alaw, mulaw
                    a -o - --encoding pcm16 --raw-output s16le | --encoding and --raw-output exclude each other
                    a --quality best --weights w | --quality and --weights exclude each other
                    a --quality=good         | --quality: expected one of [fast, best] (case-insensitive) but was 'good'
                    a --start=1:99           | --start must be a time such as 90s or 1:30, got '1:99'
                    a --start=-1             | --start must be a time such as 90s or 1:30, got '-1'
                    a --duration=1us         | --duration must be a time such as 90s or 1:30, got '1us'
                    a --duration=0           | --duration must be above 0
                    a --suffix=x/y           | --suffix must be a part of a file's name, got 'x/y'
                    a --format=wma           | --format must be same, or one of wav, flac, mp3, opus, ogg, m4a, aac, mp4, mov, mkv or webm, got 'wma'
                    a --format=a.wav         | --format must be same, or one of wav, flac, mp3, opus, ogg, m4a, aac, mp4, mov, mkv or webm, got 'a.wav'
                    a --format=mp3 -o -      | --format needs a file or folder as output; stdout gets WAV
                    a -0                     | --null needs --files-from
                    - --files-from -         | stdin can be read only once
                    --null                   | missing required parameter: 'IN'
                    - - -o x                 | stdin can be read only once
                    a b -o -                 | stdout can take only one recording, got several inputs
                    a --output=              | '' cannot be the name of a file here
                    a --removed=             | '' cannot be the name of a file here
                    --files-from=            | '' cannot be the name of a file here
                    a --weights=             | --weights: '' cannot be the name of a file here
                    a --removed -            | --removed must be a file or folder, not stdout
                    a -o - --plot            | --plot needs an output file, not stdout or a pipe
                    a -o - --report -        | stdout can take either the recording or the report, not both
                    a --report - --speech -  | stdout can take only one report
                    a --report x --speech x  | --report and --speech need files of their own
                    """)
    void refusesOptionsOfEnhance(String arguments, String line) throws IOException {
        check("enhance " + arguments, line, "help enhance");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    --strength=2                         | --strength must be between 0 and 1 or 0% and 100%, got '2': did you mean 2%?
                    --max-attenuation=x                  | --max-attenuation must be 0 or more decibels, got 'x'
                    --latency=none                       | --latency: expected one of [low, normal, safe] (case-insensitive) but was 'none'
                    --buffer=x                           | --buffer must be a number of samples, got 'x'
                    --buffer=3                           | --buffer: reserve must be between 128 and 4000 samples at 16 kHz, got 3
                    --quality=best --weights w           | --quality and --weights exclude each other
                    --seconds=-1                         | --seconds must be greater than 0, got -1.0
                    --seconds=x                          | --seconds: 'x' is not a double
                    --stats-interval=0                   | --stats-interval must be greater than 0, got 0.0
                    --virtual-mic -o x                   | --virtual-mic, --output and --listen exclude each other
                    --listen -o x                        | --virtual-mic, --output and --listen exclude each other
                    --virtual-speaker --listen           | --virtual-speaker and --listen exclude each other
                    --virtual-speaker -i x               | --input with --virtual-speaker needs --virtual-mic, too
                    --virtual-speaker=                   | --virtual-speaker needs a name that is not blank, or none
                    --channels=9                         | --channels must be between 1 and 8, got 9
                    --virtual-mic=                       | --virtual-mic needs a name that is not blank, or none
                    --record-input x --record-output ./x | --record-input and --record-output must be different files
                    """)
    void refusesOptionsOfLive(String arguments, String line) throws IOException {
        check("live " + arguments, line, "help live");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    engine  | --duration=10x           | --duration must be a duration such as 10s or 500ms, got '10x'
                    paced   | --duration=0s            | --duration must be above 0, and both it and --warmup at most 24 hours
                    live    | --warmup=90000s          | --duration must be above 0, and both it and --warmup at most 24 hours
                    engine  | --fail-above=p99         | --fail-above: invalid limit 'p99'; use for example p99=2ms or misses=0
                    engine  | --fail-above=p50=1s,p50=2s | --fail-above: 'p50' is limited twice
                    engine  | --fail-above=p50=2       | --fail-above: 'p50' is a time: p50=2ms
                    paced   | --fail-above=misses=2ms  | --fail-above: 'misses' is not a time: misses=0
                    engine  | --fail-above=misses=0    | --fail-above: this mode does not measure 'misses', but max, mean, p50, p90, p99, p99.9, bytes-per-hop
                    engine  | --quality=best --weights=w | --quality and --weights exclude each other
                    engine  | --json=@a --hdr=@x/../a  | two reports cannot be written into one file
                    engine  | --html=-                 | only --json can be written on stdout
                    streams | --hdr=@x.hgrm            | --hdr: this mode has no single distribution
                    streams | --streams=0              | --streams must be between 1 and 1,048,576, got 0
                    streams | --streams=x              | --streams: 'x' is not an int
                    streams | --threads=0              | --threads must be between 1 and 1024, got '0'
                    streams | --tolerate=100           | --tolerate must be between 0 and 100, got 100.0
                    """)
    void refusesOptionsOfProfile(String mode, String arguments, String line) throws IOException {
        check(
                "profile %s %s".formatted(mode, arguments),
                line,
                "profile %s --help".formatted(mode));
    }

    /** Asserts exit code 2 and a line that refers to {@code quietline HELP}. */
    private void check(String arguments, String line, String help) throws IOException {
        new ErrorTable(folder).check(arguments, 2, line + "; see 'quietline " + help + "'");
    }
}
