package quietline.streaming;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rooms around the core: who may use whom, and where strangers may enter. */
class StreamingPackagesTest {

    private static final JavaClasses STREAMING =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("quietline.streaming");

    @ParameterizedTest(name = "{0} uses no room but {1}")
    @CsvSource(
            textBlock =
                    """
                    io,      ''
                    plot,    io
                    batch,   io plot
                    live,    io
                    profile, io batch live
                    cli,     io batch live plot profile
                    """)
    void aRoomUsesOnlyItsNeighbours(String room, String neighbours) {
        String[] allowed =
                Stream.concat(Stream.of(room), Arrays.stream(neighbours.split(" ")))
                        .filter(name -> !name.isEmpty())
                        .map(name -> "quietline.streaming." + name + "..")
                        .toArray(String[]::new);
        classes()
                .that(resideInAPackage("quietline.streaming." + room + ".."))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("quietline.streaming.."))
                                .or(resideInAnyPackage(allowed)))
                .allowEmptyShould(true)
                .check(STREAMING);
    }

    /** So that it runs the same on devices that a test makes up. */
    @Test
    void aLiveSessionKnowsNoRealDevice() {
        noClasses()
                .that(resideInAPackage("quietline.streaming.live"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("quietline.streaming.live.device..", "javax.sound..")
                .check(STREAMING);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        onlyIn("cli", "picocli..");
    }

    /** Slow and plain, it explains the network and its cost; no sound goes through it. */
    @Test
    void onlyTheCommandLineKnowsTheReference() {
        onlyIn("cli", "quietline.reference..");
    }

    @Test
    void onlyReportsKnowGson() {
        onlyIn("(io|batch|profile|cli)", "com.google.gson..");
    }

    /** Files need no percentiles of times. */
    @Test
    void onlyLiveAndProfileKnowHistograms() {
        noClasses()
                .that(
                        not(
                                resideInAnyPackage(
                                        "quietline.streaming.live..",
                                        "quietline.streaming.profile..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.HdrHistogram..")
                .check(STREAMING);
    }

    @Test
    void onlyThePlotRoomDraws() {
        onlyIn("plot", "java.awt..");
    }

    @Test
    void onlyTheCommandLineSpeaks() {
        noClasses()
                .that(not(resideInAPackage("quietline.streaming.cli..")))
                .should(ACCESS_STANDARD_STREAMS)
                .check(STREAMING);
    }

    private static void onlyIn(String room, String stranger) {
        noClasses()
                .that(not(resideInAPackage("quietline.streaming." + room + "..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(stranger)
                .check(STREAMING);
    }
}
