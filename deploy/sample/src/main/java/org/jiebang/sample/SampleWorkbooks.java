package org.jiebang.sample;

import java.io.InputStream;
import java.util.Objects;
import org.jiebang.catalog.Library;

/** The shipped workbooks: the libraries of {@link SampleLibraries#standard()} at {@link SampleSizes#standard()}. */
public final class SampleWorkbooks {
    private SampleWorkbooks() {}

    /** Name of a library's workbook, e.g. {@code experts.xlsx}. */
    public static String fileName(Library library) {
        return library.code() + ".xlsx";
    }

    /** The bytes of a library's workbook; the caller closes the stream. */
    public static InputStream open(Library library) {
        String file = fileName(library);
        return Objects.requireNonNull(
                SampleWorkbooks.class.getResourceAsStream(file), file + " is missing. Maybe run GenerateSamples.");
    }
}
