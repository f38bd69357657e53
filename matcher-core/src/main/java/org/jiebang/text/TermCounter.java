package org.jiebang.text;

import java.util.List;

/** Counts given words, Han characters and pairs of them in texts, hundreds of texts for one who asks. Safe from any thread. */
public final class TermCounter {
    private final int words;
    private final int pairs;
    private final int characters;
    private final TermPlaces wordPlaces;

    /** Places of the pairs, behind them those of the characters. */
    private final TermPlaces characterPlaces;

    /**
     * @param words different ones
     * @param pairs different pairs of folded Han characters; others are never found
     * @param characters different folded Han characters; others are never found
     */
    public TermCounter(List<String> words, List<String> pairs, List<String> characters) {
        this.words = words.size();
        this.pairs = pairs.size();
        this.characters = characters.size();
        this.wordPlaces = new TermPlaces(words.size());
        this.characterPlaces = new TermPlaces(pairs.size() + characters.size());
        for (int place = 0; place < words.size(); place++) {
            String word = words.get(place);
            wordPlaces.put(TermVector.word(word), place);
        }
        for (int place = 0; place < pairs.size(); place++) {
            String pair = pairs.get(place);
            if (pair.length() == 2) {
                characterPlaces.put(TermVector.pair(pair.charAt(0), pair.charAt(1)), place);
            }
        }
        for (int place = 0; place < characters.size(); place++) {
            String character = characters.get(place);
            if (character.length() == 1) {
                characterPlaces.put(TermVector.character(character.charAt(0)), pairs.size() + place);
            }
        }
    }

    /**
     * How often what was asked for occurs, each by the places of the terms as they were given.
     */
    public record Counts(int[] words, int[] pairs, int[] characters) {}

    public Counts count(TermVector text) {
        Counts counts = new Counts(new int[words], new int[pairs], new int[characters]);
        for (int i = 0; i < text.words.length; i++) {
            int place = wordPlaces.find(text.words[i]);
            if (place != TermPlaces.NONE) {
                counts.words[place] = text.wordCounts[i];
            }
        }
        char before = 0;
        for (int i = 0; i < text.characters.length(); i++) {
            char character = text.characters.charAt(i);
            boolean han = TextAnalyzer.isHan(character);
            if (han) {
                add(counts, TermVector.character(character));
                if (before != 0) {
                    add(counts, TermVector.pair(before, character));
                }
            }
            before = han ? character : 0;
        }
        return counts;
    }

    private void add(Counts counts, int term) {
        int place = characterPlaces.find(term);
        if (place >= pairs) {
            counts.characters[place - pairs]++;
        } else if (place != TermPlaces.NONE) {
            counts.pairs[place]++;
        }
    }
}
