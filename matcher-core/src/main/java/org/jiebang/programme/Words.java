package org.jiebang.programme;

import java.util.Collection;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.Function;
import org.jiebang.matching.Sentence;

/** Sentences of this package in both languages. Values that are sentences themselves are put in by language. */
final class Words {
    private static final String BUNDLE = "org.jiebang.programme.messages";
    private static final ResourceBundle CHINESE = ResourceBundle.getBundle(BUNDLE, Locale.SIMPLIFIED_CHINESE);
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH);

    private Words() {}

    static Sentence of(String key, Object... values) {
        return new Sentence(
                fill(CHINESE.getString(key), Sentence::chinese, values),
                fill(ENGLISH.getString(key), Sentence::english, values));
    }

    /** What stands in both languages alike, such as a name. */
    static Sentence plain(Object value) {
        return new Sentence(String.valueOf(value), String.valueOf(value));
    }

    static Sentence of(Measure measure) {
        return new Sentence(measure.label(), measure.english());
    }

    static Sentence of(Dimension dimension) {
        return new Sentence(dimension.label(), dimension.english());
    }

    static Sentence of(PartyKind kind) {
        return new Sentence(kind.label(), kind.english());
    }

    static Sentence of(Medium medium) {
        return new Sentence(medium.label(), medium.english());
    }

    static Sentence of(IncidentKind kind) {
        return new Sentence(kind.label(), kind.english());
    }

    static Sentence of(Strength strength) {
        return new Sentence(strength.label(), strength.english());
    }

    static Sentence of(Phase phase) {
        return new Sentence(phase.label(), phase.english());
    }

    static Sentence of(Deadline.Basis basis) {
        return new Sentence(basis.label(), basis.english());
    }

    static Sentence of(Condition.Against against) {
        return new Sentence(against.label(), against.english());
    }

    /** 「甲、乙」, "a, b", in the order given. */
    static Sentence list(Collection<Sentence> items) {
        return joined(items, "、", ", ");
    }

    /** 「甲或乙」, "a or b". */
    static Sentence either(Collection<Sentence> items) {
        return joined(items, "或", " or ");
    }

    static Sentence joined(Collection<Sentence> items, String chinese, String english) {
        return new Sentence(
                String.join(chinese, items.stream().map(Sentence::chinese).toList()),
                String.join(english, items.stream().map(Sentence::english).toList()));
    }

    static Sentence names(Collection<String> names) {
        return list(names.stream().map(Words::plain).toList());
    }

    /** Quotation marks within quotation marks are single ones. */
    private static String fill(String pattern, Function<Sentence, String> language, Object... values) {
        StringBuilder filled = new StringBuilder(pattern.length() + 32);
        int at = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
            int close = pattern.indexOf('}', open);
            Object given = values[Integer.parseInt(pattern.substring(open + 1, close))];
            String value = given instanceof Sentence sentence ? language.apply(sentence) : String.valueOf(given);
            boolean quoted = open > 0 && pattern.charAt(open - 1) == '“';
            filled.append(pattern, at, open)
                    .append(quoted ? value.replace('“', '‘').replace('”', '’') : value);
            at = close + 1;
        }
        return filled.append(pattern, at, pattern.length()).toString();
    }
}
