package quietline.streaming.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import quietline.streaming.batch.OutputNames;

/** Options that name outputs after their inputs. */
public final class NamingOptions {

    @Option(
            names = "--suffix",
            paramLabel = "TEXT",
            converter = OptionParser.NamePart.class,
            description =
                    "What to add to names beside inputs and in a folder: with --suffix=-clean,"
                            + " talk.wav becomes talk-clean.wav.")
    private String suffix;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = OptionParser.Format.class,
            description =
                    "Format of outputs beside inputs and in a folder: wav (default), flac, mp3, opus,"
                            + " ogg, m4a, aac, mp4, mov, mkv, webm, or same as each input. A file's"
                            + " name says its own. All but wav need ffmpeg.")
    private String format;

    public OutputNames names() {
        return new OutputNames(Optional.ofNullable(suffix), Optional.ofNullable(format));
    }

    /** Whether a format other than WAV is asked for. */
    boolean isEncoded() {
        return format != null && !format.equals("wav");
    }
}
