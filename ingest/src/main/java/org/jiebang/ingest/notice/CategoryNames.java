package org.jiebang.ingest.notice;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jiebang.programme.Programmes;
import org.jiebang.text.TextNormalizer;

/** English names of categories: those of the programmes that ship with the platform, and the standard terms of {@code category-names.csv}. */
final class CategoryNames {
    private static final String FORM = "(?:建设)?(?:项目|计划|专项|工程)$";
    private static final String AROUND = "[“”\"「」『』《》\\s]|（[^）]*）$";
    private static final Map<String, String> KNOWN = known();

    private CategoryNames() {}

    /** The English name, whatever quotes and word for a project it is written with; the Chinese one where no term is known. */
    static String english(String chinese) {
        return Stream.of(folded(chinese), folded(chinese).replaceAll(FORM, ""))
                .map(KNOWN::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(chinese);
    }

    private static String folded(String name) {
        return TextNormalizer.fold(name.replaceAll(AROUND, ""));
    }

    private static Map<String, String> known() {
        Map<String, String> known = new HashMap<>();
        try (CsvReader<NamedCsvRecord> terms = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        Objects.requireNonNull(CategoryNames.class.getResourceAsStream("category-names.csv")),
                        StandardCharsets.UTF_8))) {
            terms.forEach(term -> known.put(folded(term.getField("中文")), term.getField("English")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // As the people wrote them who read the notices.
        Programmes.standard()
                .forEach(programme -> programme
                        .categories()
                        .forEach(category -> known.put(
                                folded(category.name().chinese()),
                                category.name().english())));
        return Map.copyOf(known);
    }
}
