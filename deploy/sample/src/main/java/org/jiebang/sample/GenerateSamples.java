package org.jiebang.sample;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jiebang.catalog.Library;
import org.jspecify.annotations.Nullable;

/**
 * Writes the sample libraries as files: {@code --out DIR [--experts N] [--problems N] [--projects N] [--societies N] [--enterprises N]
 * [--teams N] [--seed S] [--format xlsx|csv]}. A library of size 0 is left out.
 */
public final class GenerateSamples {
    private final Path directory;
    private final SampleSizes sizes;
    private final long seed;
    private final SampleFile.Format format;

    private GenerateSamples(Path directory, SampleSizes sizes, long seed, SampleFile.Format format) {
        this.directory = directory;
        this.sizes = sizes;
        this.seed = seed;
        this.format = format;
    }

    public static void main(String[] arguments) throws IOException {
        GenerateSamples generator;
        try {
            generator = of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println("Usage: --out DIR [--experts N] [--problems N] [--projects N] [--societies N]"
                    + " [--enterprises N] [--teams N] [--seed S] [--format xlsx|csv]");
            System.exit(2);
            return;
        }
        generator.run(System.out);
    }

    static GenerateSamples of(List<String> arguments) {
        @Nullable Path directory = null;
        SampleSizes sizes = SampleSizes.standard();
        long seed = SampleLibraries.STANDARD_SEED;
        SampleFile.Format format = SampleFile.Format.XLSX;
        for (Iterator<String> each = arguments.iterator(); each.hasNext(); ) {
            String option = each.next();
            Optional<Library> library = option.startsWith("--") ? Library.find(option.substring(2)) : Optional.empty();
            if (!each.hasNext()) {
                throw new IllegalArgumentException(option + " has no value.");
            }
            String value = each.next();
            if (library.isPresent()) {
                sizes = sizes.with(library.get(), Integer.parseInt(value));
                continue;
            }
            switch (option) {
                case "--out" -> directory = Path.of(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--format" -> format = SampleFile.Format.valueOf(value.toUpperCase(Locale.ROOT));
                default -> throw new IllegalArgumentException("There is no option " + option + ".");
            }
        }
        if (directory == null) {
            throw new IllegalArgumentException("--out is missing: say where to write.");
        }
        return new GenerateSamples(directory, sizes, seed, format);
    }

    void run(PrintStream report) throws IOException {
        Files.createDirectories(directory);
        SampleLibraries libraries = new SampleLibraries(seed);
        for (Library library : Library.values()) {
            int count = sizes.of(library);
            if (count == 0) {
                continue;
            }
            Path file = directory.resolve(format.fileName(library));
            long start = System.nanoTime();
            SampleFile.write(file, format, library, libraries.records(library, count));
            report.printf(
                    Locale.ROOT,
                    "%s: %,d records, %,d bytes, %.1f s%n",
                    file,
                    count,
                    Files.size(file),
                    (System.nanoTime() - start) / 1e9);
        }
        sizes.requirements().forEach((library, least) -> {
            if (sizes.of(library) < least) {
                report.printf(
                        Locale.ROOT,
                        "Note: records of other libraries name %s that are not among these %,d; ask for --%s %d or more.%n",
                        library.code(),
                        sizes.of(library),
                        library.code(),
                        least);
            }
        });
    }
}
