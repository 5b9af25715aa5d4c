package quietline.streaming.cli;

import picocli.CommandLine.IVersionProvider;

/** The program's version, from the jar's manifest, and that of Java. */
public final class Version implements IVersionProvider {

    static String program() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "quietline %s (Java %s, %s %s)"
                    .formatted(
                            program(),
                            Runtime.version().feature(),
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"))
        };
    }
}
