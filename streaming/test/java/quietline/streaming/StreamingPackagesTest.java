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

/** The allowed dependencies between the packages, and on libraries. */
class StreamingPackagesTest {

    private static final JavaClasses STREAMING =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("quietline.streaming");

    @ParameterizedTest(name = "{0} uses only {1}")
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
    void usesOnlyAllowedPackages(String room, String neighbours) {
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

    /** Keeps a live session testable with fake devices. */
    @Test
    void keepsLiveSessionFreeOfRealDevices() {
        noClasses()
                .that(resideInAPackage("quietline.streaming.live"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("quietline.streaming.live.device..", "javax.sound..")
                .check(STREAMING);
    }

    @Test
    void usesPicocliOnlyInCli() {
        onlyIn("cli", "picocli..");
    }

    /** The reference network is slow and serves only to explain costs. */
    @Test
    void usesReferenceOnlyInCli() {
        onlyIn("cli", "quietline.reference..");
    }

    @Test
    void usesGsonOnlyForReports() {
        onlyIn("(io|batch|profile|cli)", "com.google.gson..");
    }

    @Test
    void usesHistogramsOnlyInLiveAndProfile() {
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
    void drawsOnlyInPlot() {
        onlyIn("plot", "java.awt..");
    }

    @Test
    void printsOnlyInCli() {
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
