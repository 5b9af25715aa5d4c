package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.Enhancer;
import quietline.streaming.io.WavBytes;

/**
 * Every output that cannot be written: the command, what stderr says; the exit code is 1. Outputs
 * of several recordings that collide are in {@link EnhanceFolderTest}.
 */
@DisabledOnOs(OS.WINDOWS)
class OutputErrorsTest {

    @TempDir private static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        byte[] sound = WavBytes.pcm16(Noise.shorts(1, 700));
        for (String name : new String[] {"a.wav", "b.wav", "in/a.wav", "in/deep/a.wav"}) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, sound);
        }
        Files.createDirectory(folder.resolve("dir"));
        Files.writeString(folder.resolve("there.wav"), "somebody's");
        Files.writeString(folder.resolve("there.json"), "{}");
        Files.write(folder.resolve("w.safetensors"), Enhancer.defaultWeights().bytes());
        link("loop.wav", "loop.wav");
        link("dangling", "nowhere");
        Files.createDirectory(folder.resolve("out"));
        link("out/deep", "../dir");
        link("out/b.wav", "../there.wav");
    }

    private static void link(String name, String to) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of(to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # one file
                    enhance @a.wav -o @there.wav      | @there.wav: already exists; use --force to replace it
                    enhance - -o @there.wav           | @there.wav: already exists; use --force to replace it
                    enhance @a.wav -fo @a.wav         | @a.wav: output and input are the same file; the input is never overwritten
                    enhance @a.wav -fo @              | @a.wav: output and input are the same file; the input is never overwritten
                    enhance @a.wav -o @no/x.wav       | @no/x.wav: no such folder: @no
                    enhance @a.wav -o @a.wav/x.wav    | @a.wav/x.wav: no such folder: @a.wav
                    enhance @a.wav -o @x.wma          | @x.wma: cannot be written in this format, expected a name that ends in .wav, .flac, .mp3, .opus, .ogg, .m4a, .aac, .mp4, .mov, .mkv or .webm
                    enhance @a.wav -o @x.fla          | @x.fla: cannot be written in this format, expected a name that ends in .wav, .flac, .mp3, .opus, .ogg, .m4a, .aac, .mp4, .mov, .mkv or .webm
                    enhance @a.wav -o @x --format flac | @x: expected a name whose ending says the format, or a folder
                    enhance @a.wav -o @loop.wav       | @loop.wav: is a loop of symbolic links
                    enhance @a.wav -o @there.wav/     | @there.wav: is a file, expected a folder to write into
                    enhance @a.wav -o @there.wav --resume | @there.wav: was not made from @a.wav; use --force to replace it
                    enhance - -o @there.wav --resume  | @there.wav: was not made from stdin; use --force to replace it
                    enhance @a.wav -o @x.wav --removed @there.wav | @there.wav: already exists; use --force to replace it
                    enhance @a.wav -o @x.wav --removed @x.wav | @a.wav: has the same output @x.wav as @a.wav
                    # several files
                    enhance @in -o @there.wav         | @there.wav: is a file, expected a folder to write into
                    enhance @in -o @x.wav             | @x.wav: is not a folder, which several outputs need
                    enhance -q @a.wav @none.wav -o @out/b.wav | @out/b.wav: is a file, expected a folder to write into
                    enhance -qf @b.wav -o @out        | @out/b.wav: is a link to outside of @out
                    enhance @a.wav -o @dangling/       | @dangling: exists already, but is no folder
                    # reports and pictures
                    enhance @a.wav -o @x.wav --report @there.json | @there.json: already exists; use --force to replace it
                    enhance @a.wav -o @x.wav --speech @there.json | @there.json: already exists; use --force to replace it
                    enhance @a.wav -fo @x.wav --report @a.wav | @a.wav: is also an input; inputs are never overwritten
                    enhance @a.wav -fo @x.wav --speech @x.wav | @x.wav: is also the output of @a.wav
                    enhance @a.wav -o @x.wav --report @dir | @dir: is a folder, expected an output file
                    enhance @a.wav -o @x.wav --report @no/x | @no/x: no such folder: @no
                    plot @a.wav -o @there.wav         | @there.wav: already exists; use --force to replace it
                    plot -f @a.wav -o @a.wav          | @a.wav: output and input are the same file; the input is never overwritten
                    plot -f @a.wav @b.wav -o @b.wav   | @b.wav: output and input are the same file; the input is never overwritten
                    plot @a.wav -fo @dir              | @dir: is a folder, expected an output file
                    plot @a.wav -o @x.jpg             | @x.jpg: is drawn as PNG, expected a name that ends in .png
                    plot @a.wav -o @no/x.png          | @no/x.png: no such folder: @no
                    profile engine --json=@there.json | @there.json: already exists; use --force to replace it
                    profile paced --html=@no/x.html   | @no/x.html: no such folder: @no
                    profile live --hdr=@dir           | @dir: is a folder, expected an output file
                    # weights
                    weights convert @w.safetensors @there.wav | @there.wav: already exists; use --force to replace it
                    weights convert -f @w.safetensors @w.safetensors | @w.safetensors: output and input are the same file; the input is never overwritten
                    weights convert -f @w.safetensors @dir | @dir: is a folder, expected an output file
                    weights convert @w.safetensors @no/x | @no/x: no such folder: @no
                    weights convert @w.safetensors @x.tar | @x.tar: only safetensors can be written; use a name such as x.safetensors
                    weights convert @w.safetensors @x.ONNX | @x.ONNX: only safetensors can be written; use a name such as x.safetensors
                    """)
    void refusesOutputs(String command, String line) throws IOException {
        new ErrorTable(folder).check(command, 1, line);
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    enhance @a.wav -o /dev/full                   | No space left on device
                    enhance @a.wav -o @x.wav --removed /dev/full  | No space left on device
                    plot @a.wav -o /dev/full                      | No space left on device
                    weights convert @w.safetensors /dev/full      | is not a regular file and cannot be replaced
                    """)
    void refusesDevices(String command, String trouble) throws IOException {
        new ErrorTable(folder).check(command, 1, "/dev/full: " + trouble);
    }
}
