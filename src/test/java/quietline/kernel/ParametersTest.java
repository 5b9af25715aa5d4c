package quietline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a kernel always needs is planned once, so that calls stay short. */
class ParametersTest {

    private static final int MOST = 6;

    @Test
    void findsNoMethodWithMoreThanSix() {
        JavaClasses kernels =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("quietline.kernel");
        List<String> tooLong =
                kernels.stream()
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> unit.getRawParameterTypes().size() > MOST)
                        .map(unit -> unit.getFullName())
                        .toList();
        assertTrue(kernels.size() > 30, "the kernels should have been found: " + kernels.size());
        assertEquals(List.of(), tooLong);
    }
}
