package quietline.streaming;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import quietline.Enhancer;
import quietline.streaming.io.AudioSource;

/** Packages and top-level classes of the core and of streaming form no circles of dependencies. */
class CirclesTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("quietline");

    @Test
    void findsNoCircleOfPackages() {
        assertNoCircle("package", JavaClass::getPackageName);
    }

    @Test
    void findsNoCircleOfClasses() {
        assertNoCircle("class", type -> type.getName().replaceFirst("\\$.*", ""));
    }

    private static void assertNoCircle(String what, Function<JavaClass, String> name) {
        assertTrue(CLASSES.contain(Enhancer.class) && CLASSES.contain(AudioSource.class));
        SliceAssignment slices =
                new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(name.apply(type));
                    }

                    @Override
                    public String getDescription() {
                        return "every " + what;
                    }
                };
        slices().assignedFrom(slices).should().beFreeOfCycles().check(CLASSES);
    }
}
