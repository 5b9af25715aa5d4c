package quietline;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The first of HotSpot's two compilers, asked to leave the vector kernels to the second. Each would
 * become up to 180 KB of code that makes an object of every vector; and while that is put in place,
 * for milliseconds, no collection can begin, and all threads wait for it. Interpreted, the kernels
 * are no slower until the optimizing compiler has had them, and make fewer objects.
 */
final class QuickCompiler {

    private static final String DIRECTIVES =
            "[ { match: \"quietline/kernel/Vector*.*\", c1: { Exclude: true } } ]";

    private QuickCompiler() {}

    /** Takes a tenth of a second. */
    static void leaveVectorKernels() {
        try {
            Path file = Files.createTempFile("quietline", ".json");
            try {
                Files.writeString(file, DIRECTIVES);
                // In quotes, as a space would begin another argument.
                String[] arguments = {"\"" + file + "\""};
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "compilerDirectivesAdd",
                                new Object[] {arguments},
                                new String[] {String[].class.getName()});
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException | RuntimeException e) {
            // A Java that cannot be asked: longer waits, no other harm.
        }
    }
}
