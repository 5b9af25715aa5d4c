package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher in a folder of its own, with scripts in place of Java and Maven. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String ECHOING_JAVA =
            """
            #!/bin/sh
            case $1 in
                -version) echo 'openjdk version "17.0.9" 2023-10-17' >&2; exit ;;
                -XshowSettings:properties) echo "    java.home = ${0%/bin/java}" >&2; exit ;;
            esac
            for argument; do echo "<$argument>"; done
            """;

    /** The beginning of a script in place of Java. */
    private static final String JAVA_17 =
            """
            #!/bin/sh
            [ "$1" != -version ] || { echo 'openjdk version "17.0.9"' >&2; exit; }
            """;

    private static final String INSTALL_JDK =
            " install a JDK (on Debian and Ubuntu: package openjdk-17-jdk)";

    @TempDir private Path temp;
    private Path home;
    private Path bin;
    private Path jar;

    private record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void layOut() throws IOException {
        home = Files.createDirectories(temp.resolve("a folder with spaces"));
        bin = Files.createDirectory(temp.resolve("bin"));
        jar = home.resolve("target/quietline.jar");
        Files.copy(Path.of("../quietline"), home.resolve("quietline"));
        Files.createDirectory(home.resolve("target"));
        Files.createFile(jar);
        // Only the tools that the launcher itself needs.
        for (String tool :
                List.of("readlink", "sed", "find", "head", "mkdir", "ln", "rm", "sleep")) {
            script(bin.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(findTool(tool)));
        }
    }

    private static Path findTool(String name) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return Path.of(folder, name);
            }
        }
        throw new IllegalStateException("no " + name + " on PATH");
    }

    @Test
    void passesArgumentsThroughUnchanged() throws Exception {
        script(bin.resolve("java"), ECHOING_JAVA);
        Result result = launch(Map.of(), "enhance", "two words", "*", "$HOME", "");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("", result.err());
        List<String> arguments = result.out().lines().toList();
        int at = arguments.indexOf("<-jar>");
        assertEquals(
                List.of(
                        "<" + jar.toRealPath() + ">",
                        "<enhance>",
                        "<two words>",
                        "<*>",
                        "<$HOME>",
                        "<>"),
                arguments.subList(at + 1, arguments.size()));
    }

    @Test
    void startsAnInstalledProgramWithTheJavaBesideIt() throws Exception {
        Path installed = home.resolve("lib/quietline");
        script(installed.resolve("runtime/bin/java"), ECHOING_JAVA);
        Path launcher = Files.createDirectory(home.resolve("bin")).resolve("quietline");
        Files.move(home.resolve("quietline"), launcher);
        Result result = run(launcher, Map.of("JAVA_HOME", "/nowhere"), "devices");
        String folder = "<%s" + installed.toRealPath() + "/quietline%s>\n";
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(
                result.out().endsWith("<-jar>\n" + folder.formatted("", ".jar") + "<devices>\n"));
        assertTrue(result.out().contains(folder.formatted("-XX:SharedArchiveFile=", ".jsa")));
    }

    @Test
    void findsItsHomeThroughSymbolicLinks() throws Exception {
        script(bin.resolve("java"), ECHOING_JAVA);
        Path first = Files.createSymbolicLink(home.resolve("relative"), Path.of("quietline"));
        Path second = Files.createSymbolicLink(temp.resolve("absolute"), first);
        assertTrue(run(second, Map.of()).out().contains("<" + jar.toRealPath() + ">"));
    }

    @Test
    void tellsItsAbsolutePath() throws Exception {
        script(bin.resolve("java"), JAVA_17 + "echo \"$QUIETLINE_LAUNCHER\"\n");
        Path link = Files.createSymbolicLink(temp.resolve("link"), home.resolve("quietline"));
        assertEquals(home.resolve("quietline").toRealPath() + "\n", run(link, Map.of()).out());
    }

    @Test
    void addsOptionsFromEnvironment() throws Exception {
        script(bin.resolve("java"), ECHOING_JAVA);
        String out = launch(Map.of("QUIETLINE_JAVA_OPTS", "-Xmx64m -XX:+UseG1GC")).out();
        assertTrue(out.contains("<-Xmx64m>\n<-XX:+UseG1GC>"), out);
        assertFalse(out.contains("UseSerialGC"), out);
        assertTrue(launch(Map.of()).out().contains("<-XX:+UseSerialGC>"));
    }

    @Test
    void prefersJavaHomeAndReadsItsReleaseFile() throws Exception {
        script(bin.resolve("java"), ECHOING_JAVA);
        Path jdk = temp.resolve("jdk");
        script(jdk.resolve("bin/java"), "#!/bin/sh\necho mine \"$@\"\n");
        Files.writeString(
                jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\nMODULES=\"java.base\"\n");
        String out = launch(Map.of("JAVA_HOME", jdk.toString())).out();
        assertTrue(out.startsWith("mine "), out);
    }

    @Test
    void reportsMissingJava() throws Exception {
        assertEquals(
                new Result(
                        1,
                        "",
                        "quietline: needs Java 17 or newer, found none in JAVA_HOME or on PATH;"
                                + INSTALL_JDK
                                + " or set JAVA_HOME\n"),
                launch(Map.of("JAVA_HOME", temp.resolve("nowhere").toString())));
    }

    @Test
    void reportsOldJava() throws Exception {
        Path java = bin.resolve("java");
        for (String version : List.of("11.0.2:11", "1.8.0_402:8")) {
            String[] parts = version.split(":");
            script(java, "#!/bin/sh\necho 'openjdk version \"" + parts[0] + "\"' >&2\n");
            assertSays(
                    "needs Java 17 or newer, found %s (version %s);%s or set JAVA_HOME"
                            .formatted(java, parts[1], INSTALL_JDK));
        }
    }

    @Test
    void buildsOnFirstUseAndAfterEdits() throws Exception {
        script(bin.resolve("java"), ECHOING_JAVA);
        script(bin.resolve("javac"), "#!/bin/sh\n");
        script(
                bin.resolve("mvn"),
                "#!/bin/sh\necho noise; echo noise >&2; : >target/quietline.jar; : >>maven-ran\n");
        Files.delete(jar);
        Path pom = Files.createFile(home.resolve("pom.xml"));
        Files.setLastModifiedTime(pom, FileTime.from(Instant.EPOCH));

        Result built = launch(Map.of());
        assertEquals(0, built.exitCode());
        assertTrue(
                built.err().matches("quietline: building the program \\(first use; log in .*\\)\n"),
                built.err());
        assertFalse(built.out().contains("noise"), built.out());
        assertTrue(Files.readString(home.resolve("target/build.log")).contains("noise"));

        assertEquals("", launch(Map.of()).err());
        Files.setLastModifiedTime(pom, FileTime.from(Instant.now().plusSeconds(60)));
        assertTrue(launch(Map.of()).err().contains("the sources have changed"));
    }

    @Test
    void reportsFailedBuildInOneLine() throws Exception {
        script(bin.resolve("java"), ECHOING_JAVA);
        Path realJar = home.toRealPath().resolve("target/quietline.jar");
        Files.delete(jar);
        assertSays(realJar + " is missing, and there are no sources to build it from");
        Files.createFile(home.resolve("pom.xml"));
        assertSays(
                "cannot build the program: %s has no compiler;%s"
                        .formatted(bin.resolve("java"), INSTALL_JDK));
        script(bin.resolve("javac"), "#!/bin/sh\n");
        assertSays("cannot build the program: mvn is not on PATH; install Maven (package maven)");
        script(bin.resolve("mvn"), "#!/bin/sh\nexit 1\n");
        Result failed = launch(Map.of());
        assertEquals(1, failed.exitCode());
        assertEquals("", failed.out());
        assertTrue(failed.err().contains("the build failed: see "), failed.err());
        assertFalse(Files.isSymbolicLink(home.resolve("target/build.lock")));
    }

    @Test
    void runsTheOlderProgramIfItCannotBuildTheNewOne() throws Exception {
        script(bin.resolve("java"), ECHOING_JAVA);
        Path pom = Files.createFile(home.resolve("pom.xml"));
        Files.setLastModifiedTime(pom, FileTime.from(Instant.now().plusSeconds(60)));
        Result result = launch(Map.of());
        assertEquals(0, result.exitCode());
        assertTrue(
                result.err().matches("quietline: running the older program: .*JDK.*\n"),
                result.err());
        assertTrue(result.out().contains("<-jar>"), result.out());
    }

    @Test
    void choosesUtf8UnlessInstalledLocaleHasAnotherEncoding() throws Exception {
        script(bin.resolve("java"), JAVA_17 + "echo \"<$LC_ALL>\"\n");
        Path locale = bin.resolve("locale");
        script(locale, "#!/bin/sh\necho ANSI_X3.4-1968; echo 'cannot set' >&2\n");
        for (String name : List.of("", "C", "POSIX", "de_DE.UTF-8", "de_DE")) {
            assertEquals(new Result(0, "<C.UTF-8>\n", ""), launch(Map.of("LC_CTYPE", name)), name);
            assertEquals("<C.UTF-8>\n", launch(Map.of("LC_ALL", name)).out(), name);
        }
        for (String charmap : List.of("UTF-8", "ISO-8859-1")) {
            script(locale, "#!/bin/sh\necho " + charmap + "\n");
            assertEquals("<>\n", launch(Map.of("LANG", "de_DE")).out());
            assertEquals("<de_DE>\n", launch(Map.of("LC_ALL", "de_DE")).out());
        }
        Files.delete(locale);
        assertEquals("<C.UTF-8>\n", launch(Map.of("LANG", "de_DE.UTF-8")).out());
    }

    /** Otherwise the first files that Java opens would become its stdin or stdout. */
    @Test
    void leavesNoStandardStreamClosed() throws Exception {
        script(
                bin.resolve("java"),
                JAVA_17
                        + """
                true 3<&0 && true 3>&1 && true 3>&2 \\
                    && : >"%s"
                """
                                .formatted(temp.resolve("open")));
        for (String closing : List.of("<&-", ">&-", "2>&-", "<&- >&- 2>&-")) {
            script(
                    temp.resolve("closing"),
                    "#!/bin/sh\nexec '%s' %s\n".formatted(home.resolve("quietline"), closing));
            assertEquals("", run(temp.resolve("closing"), Map.of()).err());
            assertTrue(Files.deleteIfExists(temp.resolve("open")), closing);
        }
    }

    private void assertSays(String line) throws Exception {
        assertEquals("quietline: " + line + "\n", launch(Map.of()).err());
    }

    private Result launch(Map<String, String> environment, String... arguments) throws Exception {
        return run(home.resolve("quietline"), environment, arguments);
    }

    private Result run(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = temp.resolve("stdout");
        Path err = temp.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }
}
