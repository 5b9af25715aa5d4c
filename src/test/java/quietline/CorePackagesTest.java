package quietline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks which packages of the core may use each other and which libraries. */
class CorePackagesTest {

    private static final JavaClasses CORE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("quietline");

    private static final String VECTOR_KERNELS = "quietline\\.kernel\\.Vector.*";

    @ParameterizedTest(name = "{0} uses only {1}")
    @CsvSource(
            textBlock =
                    """
                    quietline,             dsp gtcrn kernel nn ulunas weights
                    quietline.dsp..,       kernel
                    quietline.gtcrn..,     nn kernel dsp weights
                    quietline.ulunas..,    nn kernel dsp weights
                    quietline.nn..,        kernel dsp weights
                    quietline.kernel..,    ''
                    quietline.measure..,   dsp
                    quietline.reference.., dsp weights
                    quietline.voice..,     . weights
                    quietline.weights..,   ''
                    """)
    void usesOnlyAllowedPackages(String user, String used) {
        String[] allowed =
                Stream.concat(
                                Stream.of(user),
                                Arrays.stream(used.split(" "))
                                        .filter(name -> !name.isEmpty())
                                        .map(
                                                name ->
                                                        name.equals(".")
                                                                ? "quietline"
                                                                : "quietline." + name + ".."))
                        .toArray(String[]::new);
        classes()
                .that(resideInAPackage(user))
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAPackage("quietline..")).or(resideInAnyPackage(allowed)))
                .check(CORE);
    }

    /** A user of the module could not name such a type. */
    @Test
    void exposesNoTypeThatTheModuleDoesNotExport() throws IOException {
        Set<String> exported =
                Pattern.compile("exports ([a-z.]+);")
                        .matcher(Files.readString(Path.of("module/module-info.java")))
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet());
        assertFalse(exported.isEmpty());
        Set<String> exposed =
                CORE.stream()
                        .filter(type -> isExported(type, exported))
                        .flatMap(type -> type.getMembers().stream())
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(
                                member ->
                                        member.getAllInvolvedRawTypes().stream()
                                                .filter(type -> isInner(type, exported))
                                                .map(type -> member.getFullName() + ": " + type))
                        .collect(Collectors.toSet());
        assertEquals(Set.of(), exposed);
    }

    private static boolean isExported(JavaClass type, Set<String> packages) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && packages.contains(type.getPackageName());
    }

    private static boolean isInner(JavaClass type, Set<String> exported) {
        return type.getPackageName().startsWith("quietline") && !isExported(type, exported);
    }

    @Test
    void usesJTransformsOnlyInDsp() {
        noClasses()
                .that(not(resideInAPackage("quietline.dsp..")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jtransforms..", "org.visnow..")
                .check(CORE);
    }

    @Test
    void usesTheIncubatorOnlyInVectorKernels() {
        noClasses()
                .that()
                .haveNameNotMatching(VECTOR_KERNELS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CORE);
    }

    @Test
    void loadsVectorKernelsByNameOnly() {
        noClasses()
                .that()
                .haveNameNotMatching(VECTOR_KERNELS)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(VECTOR_KERNELS)
                .check(CORE);
    }

    @Test
    void usesNeitherJdkInternalsNorObjectInputStream() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("sun\\..*|jdk\\.internal\\..*|java\\.io\\.ObjectInputStream")
                .check(CORE);
    }

    @Test
    void usesNoStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
    }
}
