package quietline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The core's rooms: who may use whom, and what nobody may use. */
class RoomsTest {

    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("quietline");

    /** VectorKernels and what it is made of. */
    private static final String VECTOR_KERNELS = "quietline\\.kernel\\.Vector.*";

    @ParameterizedTest(name = "{0} uses no room but {1}")
    @CsvSource(
            textBlock =
                    """
                    quietline,             dsp gtcrn kernel weights
                    quietline.dsp..,       kernel
                    quietline.gtcrn..,     nn kernel dsp weights
                    quietline.nn..,        kernel
                    quietline.kernel..,    ''
                    quietline.measure..,   dsp
                    quietline.reference.., weights
                    quietline.weights..,   ''
                    """)
    void aRoomUsesOnlyItsNeighbours(String room, String neighbours) {
        String[] allowed =
                Stream.concat(
                                Stream.of(room),
                                Arrays.stream(neighbours.split(" "))
                                        .filter(name -> !name.isEmpty())
                                        .map(name -> "quietline." + name + ".."))
                        .toArray(String[]::new);
        classes()
                .that(resideInAPackage(room))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("quietline..")).or(resideInAnyPackage(allowed)))
                .check(CORE);
    }

    @Test
    void noRoomsGoRoundInCircles() {
        slices().matching("quietline.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void onlyDspKnowsJTransforms() {
        noClasses()
                .that(not(resideInAPackage("quietline.dsp..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jtransforms..", "org.visnow..")
                .check(CORE);
    }

    @Test
    void onlyVectorKernelsTouchTheIncubator() {
        noClasses()
                .that()
                .haveNameNotMatching(VECTOR_KERNELS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CORE);
    }

    @Test
    void vectorKernelsAreLoadedByNameOnly() {
        noClasses()
                .that()
                .haveNameNotMatching(VECTOR_KERNELS)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(VECTOR_KERNELS)
                .check(CORE);
    }

    @Test
    void nobodyReachesUnderTheLanguageOrRevivesObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("sun\\..*|jdk\\.internal\\..*|java\\.io\\.ObjectInputStream")
                .check(CORE);
    }

    @Test
    void theCoreIsSilent() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
    }
}
