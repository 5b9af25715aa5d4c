package quietline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's library section against the code. */
class ReadmeTest {

    private static final Path README = Path.of("../README.md");
    private static final String PROGRAM =
            """
            import quietline.*;
            import quietline.voice.*;

            abstract class Program {
                interface Microphone { boolean read(short[] packet); }
                interface Speaker { void write(short[] packet); }
                void run(float[] noisy, short[] packet, Microphone microphone, Speaker speaker) {
            %s
                }
            }
            """;

    @TempDir private Path classes;

    @Test
    void compilesTheExample() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertNotNull(compiler, "tests need a JDK");
        String source = PROGRAM.formatted(block("java"));
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///Program.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        StringWriter errors = new StringWriter();
        List<String> options =
                List.of(
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none");
        boolean compiled =
                compiler.getTask(errors, null, null, options, null, List.of(file)).call();
        assertTrue(compiled, errors::toString);
    }

    @Test
    void namesTheVersionOfTheBuild() throws IOException {
        assertEquals(version(Files.readString(Path.of("../pom.xml"))), version(block("xml")));
    }

    private static String version(String xml) {
        return group("<artifactId>quietline[a-z-]*</artifactId>\\s*<version>(.*?)</version>", xml);
    }

    private static String block(String language) throws IOException {
        return group("(?s)```" + language + "\n(.*?)```", Files.readString(README));
    }

    private static String group(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), pattern);
        return found.group(1);
    }
}
