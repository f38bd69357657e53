package org.jiebang.ingest.notice;

import java.util.List;
import java.util.Optional;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Remark;
import org.jiebang.programme.Strength;
import org.jspecify.annotations.Nullable;

/**
 * What became of the text of a call.
 *
 * @param facts number, title, issuer and day of the notice
 * @param rules in the order of the text
 * @param disagreements where the notice contradicts itself
 * @param notUnderstood what looks like a rule and was not read, in the order of the text
 * @param file the draft programme file (YAML); it can always be loaded unless {@code programme} is empty
 * @param programme as the platform reads the file; empty if an essential fact, such as the day, is missing from the text
 * @param remarks what the platform says of the file
 */
public record NoticeDraft(
        List<Fact> facts,
        List<DraftCategory> categories,
        List<DraftRule> rules,
        List<Disagreement> disagreements,
        List<Unread> notUnderstood,
        String file,
        Optional<Programme> programme,
        List<Remark> remarks) {
    public NoticeDraft {
        facts = List.copyOf(facts);
        categories = List.copyOf(categories);
        rules = List.copyOf(rules);
        disagreements = List.copyOf(disagreements);
        notUnderstood = List.copyOf(notUnderstood);
        remarks = List.copyOf(remarks);
    }

    /** Characters of the original text, the last one excluded. */
    public record Span(int from, int to) {}

    /**
     * A fact of the head.
     *
     * @param span null if the text does not say it and it was derived
     */
    public record Fact(String name, String value, @Nullable Span span) {}

    /**
     * A category.
     *
     * @param group larger class; blank if there is none
     */
    public record DraftCategory(String id, String name, String group, Span span) {}

    /**
     * A rule.
     *
     * @param value what it says, shortly (≥5个)
     * @param categories ids; empty: of all
     * @param asks in words, as the platform reads the file; the value if the rule is not in the file
     * @param inFile false if the file could not hold it beside the others, see the disagreements
     * @param counted false if people must confirm it because the format has no word for it
     * @param sentence where its sentence stands
     * @param words where the words stand that were read
     * @param section where in the notice
     */
    public record DraftRule(
            String id,
            FoundKind kind,
            Sentence title,
            String value,
            Strength strength,
            List<String> categories,
            Sentence asks,
            boolean inFile,
            boolean counted,
            Span sentence,
            Span words,
            String section,
            String quote) {
        public DraftRule {
            categories = List.copyOf(categories);
        }
    }

    /** Two places that do not agree, or one that does not agree with itself. */
    public record Disagreement(Sentence words, List<Span> places) {
        public Disagreement {
            places = List.copyOf(places);
        }
    }

    /** A part of a sentence that looks like a rule and was not understood. */
    public record Unread(String text, String section, Span span) {}
}
