package org.jiebang.catalog;

import java.util.List;
import java.util.Set;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;

/** One row of a library. Two records with equal {@link #naturalKey()} in one library are the same thing, whatever else differs. */
public sealed interface LibraryRecord permits Expert, Problem, KeyProject, Society, Enterprise, ServiceTeam {

    /** Library that this record belongs to. */
    Library library();

    /** Name or title that people see; never blank. */
    String title();

    /** Parts of the text in reading order, without the title; the source of search, snippets and matching. */
    List<String> texts();

    /** Stated industry fields; empty if the source names none. */
    Set<IndustryField> fields();

    /** Stated chain segments; empty if the source names none. */
    Set<SegmentId> segments();

    /** Places that the record stands for: seat of a person or firm, regions served by a team. */
    Set<RegionCode> regions();

    /** Identity within the library, built from the columns that never change; compared after {@link #normalized}. */
    String naturalKey();

    /** Key shared by records that are probably the same thing under another spelling; such records are flagged, never merged. */
    String similarityKey();

    /**
     * Folds width, case, white space, brackets and marks, so that 「江苏（苏州）ＡＢＣ」 and 「江苏(苏州)abc」 are one key. Marks that change a
     * value stay: 1.5 nm is not 15 nm, 5-10 is not 510, and C++ is not C.
     */
    static String normalized(String text) {
        return KeyText.of(text);
    }

    /** Joins the parts of a natural key with a character that no normalized part contains. */
    static String key(String... parts) {
        StringBuilder key = new StringBuilder();
        for (String part : parts) {
            if (!key.isEmpty()) {
                key.append('|');
            }
            key.append(normalized(part));
        }
        return key.toString();
    }
}
