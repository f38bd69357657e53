package org.jiebang.exclusion;

import java.time.LocalDate;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.matching.Sentence;

/** Exclusions in one language. */
final class ExclusionText {
    private static final String BUNDLE = "org.jiebang.exclusion.messages";
    private static final ExclusionText CHINESE =
            new ExclusionText(ResourceBundle.getBundle(BUNDLE, Locale.SIMPLIFIED_CHINESE), true);
    private static final ExclusionText ENGLISH =
            new ExclusionText(ResourceBundle.getBundle(BUNDLE, Locale.ENGLISH), false);

    private final ResourceBundle messages;
    private final boolean chinese;

    private ExclusionText(ResourceBundle messages, boolean chinese) {
        this.messages = messages;
        this.chinese = chinese;
    }

    static Sentence of(Exclusion exclusion) {
        return new Sentence(CHINESE.text(exclusion), ENGLISH.text(exclusion));
    }

    private String text(Exclusion exclusion) {
        return switch (exclusion) {
            case Exclusion.OwnUnit own ->
                fill(
                        "ownUnit",
                        own.who(),
                        own.unit(),
                        own.proposer(),
                        messages.getString(own.evidence().key()));
            case Exclusion.OwnUnitElsewhere own ->
                fill("ownUnitElsewhere", own.who(), own.unit(), own.proposer(), person(own.evidence()));
            case Exclusion.OnTeam named -> fill("onTeam", named.who(), named.team(), person(named.evidence()));
            case Exclusion.FullyLoaded loaded -> fill("fullyLoaded", loaded.active(), loaded.capacity());
            case Exclusion.NotOpen closed ->
                messages.getString("notOpen." + closed.status().name());
            case Exclusion.Sanctioned sanctioned -> sanctioned(sanctioned);
        };
    }

    private String sanctioned(Exclusion.Sanctioned sanctioned) {
        Sanction sanction = sanctioned.sanction();
        Sentence kind = sanction.kind().label();
        LocalDate until = sanction.until();
        String term = until == null ? fill("since", sanction.from()) : fill("term", sanction.from(), until);
        String sentence = fill(
                "sanctioned", sanctioned.who(), chinese ? kind.chinese() : kind.english(), term, sanction.source());
        return sanctioned.evidence().isEmpty()
                ? sentence
                : sentence + fill("samePerson", sanction.subject().title(), person(sanctioned.evidence()));
    }

    private String person(Set<PersonEvidence> evidence) {
        return evidence.isEmpty()
                ? messages.getString("person.THIRD")
                : evidence.stream()
                        .map(kind -> messages.getString(kind.key()))
                        .collect(Collectors.joining(messages.getString("and")));
    }

    private String fill(String key, Object... values) {
        String text = messages.getString(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }
}
