package org.jiebang.ingest.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jiebang.ingest.workbook.Charsets;
import org.jiebang.ingest.workbook.FileRefused;
import org.jiebang.ingest.workbook.TableFile;

/** A file of works, recognised by its content and not by its name. */
public final class WorkFile {
    /** More are refused: a file of that size is no list of somebody's works. */
    public static final int MOST_WORKS = 5000;

    private static final long LARGEST_TEXT = 16L << 20;
    private static final Pattern BIBTEX = Pattern.compile("(?m)^\\s*@[A-Za-z]+\\s*[{(]");
    private static final Pattern JSON = Pattern.compile("\\{\\s{0,20}[\"}]|\\[\\s{0,20}[\\[{\\]]");
    private static final int BEGINNING = 4096;

    private WorkFile() {}

    /** An entry that was not taken, and why; the line is counted from 1. */
    public record Rejected(int line, String reason) {}

    /** What a file holds. */
    public record Result(List<Work> works, List<Rejected> rejected) {
        public Result {
            works = List.copyOf(works);
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * Reads the works of a file.
     *
     * @throws FileRefused if it is none of the forms, too large, or names no work
     */
    public static Result read(Path file) {
        if (file.toFile().length() == 0) {
            throw new FileRefused(FileRefused.Code.EMPTY, "The file has no bytes.");
        }
        Result result = TableFile.kind(file) == TableFile.Kind.TEXT ? text(file) : TableWorks.read(file);
        if (result.works().size() > MOST_WORKS) {
            throw new FileRefused(FileRefused.Code.TOO_LARGE, "More than " + MOST_WORKS + " works.");
        }
        if (result.works().isEmpty()) {
            throw new FileRefused(FileRefused.Code.NO_WORKS, "No work was read.");
        }
        return result;
    }

    private static Result text(Path file) {
        try {
            if (Files.size(file) > LARGEST_TEXT) {
                throw new FileRefused(
                        FileRefused.Code.TOO_LARGE, "The text is longer than " + LARGEST_TEXT + " bytes.");
            }
            String text = Files.readString(file, Charsets.detect(file)).replace("\uFEFF", "");
            String beginning = text.stripLeading();
            if (JSON.matcher(beginning).lookingAt()) {
                return OpenAlexWorks.read(beginning);
            }
            if (BIBTEX.matcher(beginning.substring(0, Math.min(BEGINNING, beginning.length())))
                    .find()) {
                return BibtexWorks.read(text);
            }
            return text.lines().filter(line -> !line.isBlank()).limit(3).anyMatch(TaggedWorks::isTagged)
                    ? TaggedWorks.read(text)
                    : TableWorks.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the uploaded file " + file, e);
        }
    }
}
