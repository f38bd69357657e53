package org.jiebang.text;

import com.hankcs.hanlp.collection.AhoCorasick.AhoCorasickDoubleArrayTrie;
import com.hankcs.hanlp.collection.trie.DoubleArrayTrie;
import com.hankcs.hanlp.corpus.tag.Nature;
import com.hankcs.hanlp.dictionary.CoreDictionary;
import com.hankcs.hanlp.dictionary.DynamicCustomDictionary;
import com.hankcs.hanlp.seg.Segment;
import com.hankcs.hanlp.seg.Viterbi.ViterbiSegment;
import com.hankcs.hanlp.seg.common.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Turns text into terms, for the index and for queries alike. Built once for a dictionary; safe from any thread.
 *
 * <p>Three views of a text: <em>words</em> (fine and coarse, with every dictionary word and every Latin or number term), <em>bigrams</em>
 * of neighbouring Han characters, which find what the segmenter split badly, and <em>grams</em>, all neighbouring characters, in which
 * every substring of a text is found as a phrase.
 */
public final class TextAnalyzer {
    /** Digits of a whole number that counts as a word. */
    private static final int SHORTEST_NUMBER = 3;

    /** Runs such as {@code agv}, {@code 5nm}, {@code gb/t}, {@code wh/kg}, {@code iso-9001}. */
    private static final Pattern LATIN = Pattern.compile("[a-z0-9]+(?:[-./+][a-z0-9]+)*");

    /** Characters that make a technical word of the word behind them. */
    private static final Set<String> PREFIXES =
            Set.of("耐", "抗", "防", "超", "高", "低", "微", "纳", "多", "双", "单", "非", "无", "大", "小", "轻", "薄", "厚");

    /** A longer run of nouns is a list or a mistake of the segmenter. */
    private static final int LONGEST_PHRASE = 20;

    private final Segment segment;
    private final Segment coarse;
    private final AhoCorasickDoubleArrayTrie<String> dictionaryWords;
    private final DomainDictionary dictionary;
    private final Set<String> dictionaryTerms = new HashSet<>();

    public TextAnalyzer(DomainDictionary dictionary) {
        this.dictionary = dictionary;
        TreeMap<String, CoreDictionary.Attribute> attributes = new TreeMap<>();
        TreeMap<String, String> words = new TreeMap<>();
        for (String word : dictionary.words()) {
            attributes.put(word, new CoreDictionary.Attribute(Nature.nz, 1000));
            words.put(word, word);
            String term = TextNormalizer.dense(word);
            words.put(term, term);
            dictionaryTerms.add(term);
        }
        this.segment = segmenter(attributes).enableIndexMode(true);
        this.coarse = segmenter(attributes);
        this.dictionaryWords = new AhoCorasickDoubleArrayTrie<>(words);
    }

    private static Segment segmenter(TreeMap<String, CoreDictionary.Attribute> words) {
        Segment segment = new ViterbiSegment()
                .enableNameRecognize(false)
                .enableTranslatedNameRecognize(false)
                .enableOffset(true);
        // The trie cannot be built of nothing, and without a dictionary of ours the segmenter's own must not take its
        // place.
        if (words.isEmpty()) {
            return segment.enableCustomDictionary(false);
        }
        DoubleArrayTrie<CoreDictionary.Attribute> trie = new DoubleArrayTrie<>();
        trie.build(words);
        DynamicCustomDictionary own = new DynamicCustomDictionary();
        own.dat = trie;
        own.trie = null;
        return segment.enableCustomDictionary(own);
    }

    public DomainDictionary dictionary() {
        return dictionary;
    }

    /**
     * Words of a text in order of their start, with repetitions; function words and punctuation are left out, and so are single characters
     * but nouns: 铌 and 钢 are subjects by themselves.
     */
    public List<Token> words(String text) {
        TextNormalizer.Folded folded = TextNormalizer.foldWithOrigin(text);
        String plain = folded.text();
        Spans found = new Spans(plain.length());
        for (Term term : segment.seg(plain)) {
            int start = term.offset;
            int end = start + term.word.length();
            if (end <= plain.length() && isWord(term)) {
                found.add(start, end);
            }
        }
        if (!dictionary.words().isEmpty()) {
            dictionaryWords.parseText(plain, (begin, end, word) -> {
                if (!cutsLatin(plain, begin) && !cutsLatin(plain, end)) {
                    found.add(begin, end);
                }
            });
        }
        addLatin(plain, found);
        return found.tokens(folded);
    }

    /** Places of words in a folded text, packed into numbers: sorting and dropping repetitions makes no object. */
    private static final class Spans {
        private long[] spans;
        private int size;

        Spans(int length) {
            spans = new long[length + 8];
        }

        void add(int start, int end) {
            if (size == spans.length) {
                spans = Arrays.copyOf(spans, 2 * size);
            }
            spans[size++] = (long) start << 32 | end;
        }

        /** A token for each place, in order of start and end, without function words. */
        List<Token> tokens(TextNormalizer.Folded folded) {
            Arrays.sort(spans, 0, size);
            List<Token> tokens = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                if (i == 0 || spans[i] != spans[i - 1]) {
                    int start = (int) (spans[i] >>> 32);
                    int end = (int) spans[i];
                    String term = TextNormalizer.dense(folded.text().substring(start, end));
                    if (!term.isEmpty() && !StopWords.WORDS.contains(term)) {
                        tokens.add(new Token(term, folded.origin()[start], folded.originalEnd(end)));
                    }
                }
            }
            return tokens;
        }
    }

    /** The words of a folded text as they follow each other, none twice, with their parts of speech. */
    List<Term> parts(String folded) {
        return coarse.seg(folded);
    }

    /**
     * Noun phrases of a text in order, the longest each: 高温合金叶片 rather than 合金. A phrase is a run of nouns and what stands before nouns,
     * with a noun at its end; particles, punctuation and numbers end it.
     *
     * @return phrases of 2 to {@value #LONGEST_PHRASE} characters with their place in the original
     */
    public List<Token> phrases(String text) {
        TextNormalizer.Folded folded = TextNormalizer.foldWithOrigin(text);
        String plain = folded.text();
        List<Token> phrases = new ArrayList<>();
        int start = -1;
        int end = -1;
        int reach = 0;
        for (Term term : parts(plain)) {
            boolean follows = term.offset == reach;
            reach = term.offset + term.word.length();
            boolean head = isHead(term);
            if (start >= 0 && (!follows || !(head || isModifier(term)))) {
                addPhrase(phrases, folded, start, end);
                start = -1;
                end = -1;
            }
            if (head || isModifier(term)) {
                start = start < 0 ? term.offset : start;
                end = head ? Math.min(reach, plain.length()) : end;
            }
        }
        if (start >= 0) {
            addPhrase(phrases, folded, start, end);
        }
        return phrases;
    }

    private static void addPhrase(List<Token> phrases, TextNormalizer.Folded folded, int start, int end) {
        if (end - start >= 2 && end - start <= LONGEST_PHRASE) {
            String term = TextNormalizer.dense(folded.text().substring(start, end));
            if (term.length() >= 2 && !StopWords.WORDS.contains(term)) {
                phrases.add(new Token(term, folded.origin()[start], folded.originalEnd(end)));
            }
        }
    }

    /** Nouns, technical terms, verbs used as nouns, Latin words. */
    private static boolean isHead(Term term) {
        String nature = term.nature.toString();
        return (isNoun(term) && !nature.equals("nx") && !StopWords.WORDS.contains(term.word))
                || nature.equals("vn")
                || nature.equals("an")
                || isLatinWord(term.word);
    }

    /** Nouns and technical terms, among them parts of nouns such as 铌. */
    private static boolean isNoun(Term term) {
        char first = term.nature.toString().charAt(0);
        return first == 'n' || first == 'g';
    }

    /** What may stand before a noun in its phrase: distinguishing words, prefixes such as 耐, and verbs as in 激光熔覆涂层. */
    private static boolean isModifier(Term term) {
        String nature = term.nature.toString();
        return nature.equals("b")
                || nature.equals("k")
                || nature.equals("vi")
                || PREFIXES.contains(term.word)
                || nature.equals("v") && term.word.length() > 1 && !StopWords.ASKING_VERBS.contains(term.word);
    }

    private static boolean isLatinWord(String word) {
        return word.length() > 2
                && Character.isLetter(word.charAt(0))
                && LATIN.matcher(word).matches()
                && !Unit.isSymbol(word);
    }

    /** Runs of letters and digits, and in them each run of letters; joints hold a run together, as in {@code gb/t}. */
    private static void addLatin(String plain, Spans found) {
        int at = 0;
        while (at < plain.length()) {
            if (!isLatin(plain.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            int letters = -1;
            while (at < plain.length() && (isLatin(plain.charAt(at)) || joins(plain, at))) {
                boolean letter = plain.charAt(at) >= 'a' && plain.charAt(at) <= 'z';
                if (letter && letters < 0) {
                    letters = at;
                } else if (!letter && letters >= 0) {
                    addLetters(found, letters, at);
                    letters = -1;
                }
                at++;
            }
            if (letters >= 0) {
                addLetters(found, letters, at);
            }
            if (says(plain, start, at)) {
                found.add(start, at);
            }
        }
    }

    /** A run with a letter, or a number that may be a name, as 7075 is; numbers of list items, shares and decimals meet by chance. */
    private static boolean says(String plain, int start, int end) {
        boolean whole = true;
        for (int at = start; at < end; at++) {
            char character = plain.charAt(at);
            if (character >= 'a' && character <= 'z') {
                return true;
            }
            whole &= character >= '0' && character <= '9';
        }
        return whole && end - start >= SHORTEST_NUMBER;
    }

    private static void addLetters(Spans found, int start, int end) {
        if (end - start > 1) {
            found.add(start, end);
        }
    }

    private static boolean joins(String plain, int at) {
        return "-./+".indexOf(plain.charAt(at)) >= 0 && at + 1 < plain.length() && isLatin(plain.charAt(at + 1));
    }

    private static boolean isWord(Term term) {
        String word = term.word;
        // Runs of letters and digits are cut by our own rule, so that 5nm and GB/T are the same everywhere.
        if (word.isEmpty() || word.charAt(0) < 0x80 || word.length() == 1 && !isNoun(term)) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (Character.isLetter(word.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean cutsLatin(String text, int at) {
        return at > 0 && at < text.length() && isLatin(text.charAt(at - 1)) && isLatin(text.charAt(at));
    }

    private static boolean isLatin(char character) {
        return character >= 'a' && character <= 'z' || character >= '0' && character <= '9';
    }

    /** Pairs of neighbouring Han characters, in order, with repetitions. */
    public List<String> bigrams(String text) {
        String plain = TextNormalizer.fold(text);
        List<String> bigrams = new ArrayList<>(plain.length());
        for (int i = 0; i + 1 < plain.length(); i++) {
            if (isHan(plain.charAt(i)) && isHan(plain.charAt(i + 1))) {
                bigrams.add(plain.substring(i, i + 2));
            }
        }
        return bigrams;
    }

    /** Han characters, in order, with repetitions. */
    public List<String> hanCharacters(String text) {
        String plain = TextNormalizer.fold(text);
        List<String> characters = new ArrayList<>(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            if (isHan(plain.charAt(i))) {
                characters.add(plain.substring(i, i + 1));
            }
        }
        return characters;
    }

    /**
     * All pairs of neighbouring characters, white space left out, and the last character alone. If text {@code a} contains text {@code
     * b} of two characters or more, then the grams of {@code b} without their last stand in a row in the grams of {@code a}.
     */
    public List<String> grams(String text) {
        int[] dense = TextNormalizer.term(text).codePoints().toArray();
        List<String> grams = new ArrayList<>(dense.length);
        for (int i = 0; i < dense.length; i++) {
            grams.add(new String(dense, i, Math.min(2, dense.length - i)));
        }
        return grams;
    }

    /** Words of a text that are dictionary words, each once, in order of appearance. */
    public Set<String> dictionaryWords(String text) {
        Set<String> words = new java.util.LinkedHashSet<>();
        for (Token token : words(text)) {
            if (isDictionaryWord(token.term())) {
                words.add(token.term());
            }
        }
        return words;
    }

    /** Is a term, as {@link #words} gives it, a word of the dictionary? */
    public boolean isDictionaryWord(String term) {
        return dictionaryTerms.contains(term);
    }

    /**
     * Where the given terms stand in a text: start and end in the original, in order, overlaps merged. Terms and text are compared after
     * folding; a Latin term must stand alone.
     */
    public List<Token> occurrences(String text, Set<String> terms) {
        return new TextFinder(text).merged(terms, true);
    }

    /** Finds a phrase as it stands, after folding and without white space; start and end in the original. */
    public List<Token> phraseOccurrences(String text, String phrase) {
        return new TextFinder(text).merged(Set.of(phrase), false);
    }

    /** Distinct terms of a text. */
    public Set<String> distinctWords(String text) {
        Set<String> distinct = new HashSet<>();
        words(text).forEach(token -> distinct.add(token.term()));
        return distinct;
    }

    static boolean isHan(char character) {
        return character >= 0x3400 && character <= 0x9FFF;
    }
}
