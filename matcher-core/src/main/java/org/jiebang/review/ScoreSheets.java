package org.jiebang.review;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Programme;

/**
 * Proposed score sheets: {@code score-sheets.csv}. The notices name no criteria, so that these are proposals which whoever plans a review
 * may change. A line is for a programme and a group of its categories (大类); {@code *} stands for all others.
 */
public final class ScoreSheets {
    private static final String FILE = "score-sheets.csv";
    private static final String ANY = "*";
    private static final Map<Key, ScoreSheet> ALL = read();

    private record Key(String programme, String group) {}

    private ScoreSheets() {}

    /** The sheet that is proposed for a category. */
    public static ScoreSheet of(Programme programme, String category) {
        String group = programme.category(category).map(found -> found.group()).orElse("");
        for (Key key : List.of(new Key(programme.id(), group), new Key(programme.id(), ANY), new Key(ANY, ANY))) {
            ScoreSheet sheet = ALL.get(key);
            if (sheet != null) {
                return sheet;
            }
        }
        throw new IllegalStateException(FILE + " has no sheet for all others.");
    }

    private static Map<Key, ScoreSheet> read() {
        Map<Key, List<Criterion>> lines = new LinkedHashMap<>();
        try (InputStream input = Objects.requireNonNull(ScoreSheets.class.getResourceAsStream(FILE), FILE);
                CsvReader<NamedCsvRecord> reader =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord line : reader) {
                lines.computeIfAbsent(
                                new Key(line.getField("programme"), line.getField("group")), key -> new ArrayList<>())
                        .add(new Criterion(
                                line.getField("criterion"),
                                new Sentence(line.getField("label"), line.getField("english")),
                                Integer.parseInt(line.getField("weight")),
                                Integer.parseInt(line.getField("most"))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<Key, ScoreSheet> sheets = new LinkedHashMap<>();
        lines.forEach((key, criteria) -> sheets.put(key, new ScoreSheet(criteria)));
        return sheets;
    }
}
