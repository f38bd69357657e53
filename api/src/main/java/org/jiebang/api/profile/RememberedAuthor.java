package org.jiebang.api.profile;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jiebang.api.identity.IdentityKeys;
import org.jiebang.identity.Naming;
import org.jiebang.identity.Sketch;
import org.jiebang.ingest.work.Work;
import org.jiebang.text.TextAnalyzer;

/**
 * An author of works that were taken before. Of one who was no expert's only digests are kept: his name and unit can be compared with those
 * of an expert, and are told in the expert's words where they agree.
 *
 * @param unitKeys empty if the works name none
 * @param coauthors digests of the names of those who made the works too
 * @param topics words of the titles and keywords
 */
record RememberedAuthor(
        String key,
        String orcidKey,
        Set<String> nameKeys,
        Set<String> unitKeys,
        int choices,
        Map<UUID, Integer> places,
        Set<String> coauthors,
        List<String> titles,
        Set<String> topics)
        implements Author {

    /** A unit that is none of the expert's; its name is not kept. */
    private static final String ANOTHER_UNIT = "未保存名称的另一单位";

    /** An author with what his works tell. */
    static RememberedAuthor of(AuthorStore.Row row, List<Work> works, Set<String> coauthors, TextAnalyzer analyzer) {
        Set<String> topics = new TreeSet<>();
        for (Work work : works) {
            topics.addAll(analyzer.distinctWords(work.title()));
            work.keywords().forEach(keyword -> topics.addAll(analyzer.distinctWords(keyword)));
        }
        return new RememberedAuthor(
                row.key(),
                row.orcidKey(),
                row.nameKeys(),
                row.unitKeys(),
                row.choices(),
                row.places(),
                coauthors,
                works.stream().map(Work::title).toList(),
                topics);
    }

    static String nameOfUnit(String name) {
        return IdentityKeys.digest("unit|" + name);
    }

    static String wholeUnit(String name) {
        return IdentityKeys.digest("whole|" + name);
    }

    static String coreOfUnit(String core) {
        return IdentityKeys.digest("core|" + core);
    }

    @Override
    public Naming naming(Naming expert) {
        Sketch sketch = new Sketch(expert);
        Set<String> orcids = orcidKey.isEmpty() ? Set.of() : Set.of(orcidKey);
        return new Naming("author", true, name(sketch), null, 0, unit(sketch), "", null, topics, titles, Set.of(), null)
                .with(orcids, coauthors);
    }

    /** The name where it is the expert's, how it sounds where only that is; blank if neither is. */
    private String name(Sketch expert) {
        return expert.nameKeys().stream()
                .sorted()
                .filter(key -> nameKeys.contains(IdentityKeys.digest(key)))
                .map(Sketch::ofNameKey)
                .findFirst()
                .orElse("");
    }

    private String unit(Sketch expert) {
        if (unitKeys.isEmpty()) {
            return "";
        }
        return expert.unit()
                .map(unit ->
                        unit.names().stream().map(RememberedAuthor::nameOfUnit).anyMatch(unitKeys::contains)
                                ? expert.naming().unit()
                                : unitKeys.contains(wholeUnit(unit.whole()))
                                                || unitKeys.contains(coreOfUnit(unit.core()))
                                        ? partOf(unit.whole())
                                        : ANOTHER_UNIT)
                .orElse(ANOTHER_UNIT);
    }

    private static String partOf(String whole) {
        return whole + (whole.endsWith("大学") ? "某学院" : "某分公司");
    }
}
