package quietline.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of bundled libraries in META-INF/licenses against the build files. */
class LicencesTest {

    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9-]+\\.txt");

    /** Libraries that other libraries bring along. */
    private static final Set<String> INDIRECT = Set.of("JLargeArrays", "jline-native");

    @Test
    void listsEveryBundledLibrary() throws IOException {
        Set<String> expected = new TreeSet<>(INDIRECT);
        for (String pom : new String[] {"../src/pom.xml", "pom.xml"}) {
            String dependencies = Files.readString(Path.of(pom)).split("<build>", 2)[0];
            for (Matcher found = DEPENDENCY.matcher(dependencies); found.find(); ) {
                if (!found.group(1).contains("<scope>test</scope>")) {
                    Matcher artifact = ARTIFACT.matcher(found.group(1));
                    assertTrue(artifact.find());
                    expected.add(artifact.group(1));
                }
            }
        }
        expected.remove("quietline");
        Set<String> listed =
                list().lines()
                        .skip(3)
                        .map(line -> line.split(" ", 2)[0])
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, listed);
    }

    @Test
    void includesEveryTextThatTheListNames() throws IOException {
        Matcher text = TEXT.matcher(list());
        while (text.find()) {
            assertNotNull(
                    LicencesTest.class.getResource("/META-INF/licenses/" + text.group()),
                    text.group());
        }
    }

    private static String list() throws IOException {
        try (InputStream in =
                LicencesTest.class.getResourceAsStream("/META-INF/licenses/README.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
