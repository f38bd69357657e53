package org.jiebang.api.search;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.text.Spellings;
import org.jiebang.text.TextAnalyzer;
import org.jiebang.text.Token;

/** Makes the query of the search engine from what a person typed. */
final class SearchQueries {
    private static final int SHORTEST_PINYIN = 2;
    private static final int MOST_PIECES = 32;

    /** A term must be met whole, a sentence in part. */
    private static final String WORDS_MET = "2<75% 4<40%";

    private static final String PAIRS_MET = "2<80% 6<40%";

    private final TextAnalyzer analyzer;
    private final Spellings spellings;
    private final IndustryGraph graph;

    SearchQueries(TextAnalyzer analyzer, Spellings spellings, IndustryGraph graph) {
        this.analyzer = analyzer;
        this.spellings = spellings;
        this.graph = graph;
    }

    /** Phrases must be met; the free text must be met in most of its words, or in its characters, its synonyms or its pinyin. */
    Query query(SearchText text) {
        if (text.isEmpty()) {
            return Query.of(query -> query.matchAll(all -> all));
        }
        BoolQuery.Builder bool = new BoolQuery.Builder();
        text.phrases().forEach(phrase -> bool.must(phrase(phrase, 1)));
        if (!text.free().isEmpty()) {
            bool.must(free(text.free()));
            if (text.free().length() > 1) {
                bool.should(phrase(text.free(), 2));
            }
        }
        return bool.build()._toQuery();
    }

    /** Every text that contains the phrase, whatever the segmenter made of it. */
    private Query phrase(String phrase, float boost) {
        List<String> grams = analyzer.grams(phrase);
        if (grams.isEmpty()) {
            return Query.of(query -> query.matchNone(none -> none));
        }
        if (grams.size() == 1) {
            // A single character stands at the beginning of a pair, or alone at the end of a text.
            return Query.of(query -> query.constantScore(constant -> constant.filter(filter -> filter.prefix(
                            prefix -> prefix.field(LibraryIndex.GRAMS).value(grams.getFirst())))
                    .boost(boost)));
        }
        String pairs = String.join(" ", grams.subList(0, grams.size() - 1));
        return Query.of(query -> query.matchPhrase(
                match -> match.field(LibraryIndex.GRAMS).query(pairs).boost(boost)));
    }

    /** Half of the pieces that were typed apart must be met; those that meet more stand higher. */
    private Query free(String text) {
        List<Query> pieces = Arrays.stream(text.split("[\\s,，;；、]+"))
                .filter(piece -> !piece.isEmpty())
                .limit(MOST_PIECES)
                .map(this::piece)
                .toList();
        String spelled = spelled(text);
        if (pieces.isEmpty()) {
            return phrase(text, 1);
        }
        return Query.of(query -> query.bool(bool -> {
            bool.should(pieces).minimumShouldMatch("50%");
            return pieces.size() > 1 && isSpelled(spelled)
                    ? bool.should(piece(spelled)).minimumShouldMatch("1")
                    : bool;
        }));
    }

    private Query piece(String text) {
        List<String> words = words(text);
        List<String> pairs = analyzer.bigrams(text).stream().distinct().toList();
        String spelled = spelled(text);
        boolean pinyin = isSpelled(spelled);
        Set<String> meant = pinyin ? spellings.words(spelled) : Set.of();
        if (words.isEmpty() && pairs.isEmpty() && !pinyin) {
            return phrase(text, 1);
        }
        BoolQuery.Builder any = new BoolQuery.Builder();
        if (!words.isEmpty()) {
            String all = String.join(" ", words);
            any.should(match(LibraryIndex.WORDS, all, WORDS_MET, 1));
            any.should(match(LibraryIndex.TITLE_WORDS, all, WORDS_MET, 2));
        }
        if (!pairs.isEmpty()) {
            any.should(match(LibraryIndex.GRAMS, String.join(" ", pairs), PAIRS_MET, 0.6f));
        } else if (analyzer.hanCharacters(text).size() == 1) {
            // 钛 is a word by itself, and part of 钛合金.
            any.should(phrase(text, 0.6f));
        }
        if (!meant.isEmpty()) {
            any.should(match(LibraryIndex.WORDS, String.join(" ", meant), "1", 1));
        }
        Set<String> synonyms = synonyms(words);
        synonyms.addAll(synonyms(meant));
        if (!synonyms.isEmpty()) {
            any.should(match(LibraryIndex.WORDS, String.join(" ", synonyms), "1", 0.6f));
        }
        if (pinyin) {
            any.should(Query.of(query -> query.term(
                    term -> term.field(LibraryIndex.PINYIN).value(spelled).boost(2f))));
        }
        return any.minimumShouldMatch("1").build()._toQuery();
    }

    private List<String> words(String text) {
        return analyzer.words(text).stream().map(Token::term).distinct().toList();
    }

    private static boolean isSpelled(String text) {
        return text.matches("[a-z]+") && text.length() >= SHORTEST_PINYIN;
    }

    private static String spelled(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s'’]+", "");
    }

    private Set<String> synonyms(Collection<String> words) {
        return words.stream()
                .flatMap(word -> graph.synonyms(word).stream())
                .filter(synonym -> !words.contains(synonym) && !synonym.contains(" "))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Query match(String field, String words, String least, float boost) {
        return Query.of(query -> query.match(match -> match.field(field)
                .query(words)
                .operator(Operator.Or)
                .minimumShouldMatch(least)
                .boost(boost)));
    }

    /** Terms to mark in a text: the words of the query with their synonyms. */
    Set<String> markedTerms(SearchText text) {
        Set<String> words = new LinkedHashSet<>(words(text.free()));
        if (isSpelled(spelled(text.free()))) {
            words.addAll(spellings.words(spelled(text.free())));
        }
        Set<String> terms = new LinkedHashSet<>(words);
        terms.addAll(synonyms(words));
        return terms;
    }
}
