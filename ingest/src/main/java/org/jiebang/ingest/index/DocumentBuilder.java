package org.jiebang.ingest.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;
import org.jiebang.index.LibraryIndex;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryClass;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Sector;
import org.jiebang.industry.SegmentClassifier;
import org.jiebang.industry.SegmentId;
import org.jiebang.matching.Standing;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;
import org.jiebang.region.RegionTree;
import org.jiebang.text.CorpusModelTrainer;
import org.jiebang.text.Pinyin;
import org.jiebang.text.TextAnalyzer;
import org.jiebang.text.Token;

/** Makes the search document of a record: its words and grams, facets, and what matching needs. Safe from any thread. */
public final class DocumentBuilder {
    private static final int SHORTEST_SUGGESTION = 2;
    private static final int LONGEST_PINYIN = 24;

    private final TextAnalyzer analyzer;
    private final IndustryGraph graph;
    private final RegionTree regions;
    private final SegmentClassifier classifier;

    public DocumentBuilder(TextAnalyzer analyzer, IndustryGraph graph, RegionTree regions) {
        this.analyzer = analyzer;
        this.graph = graph;
        this.regions = regions;
        this.classifier = new SegmentClassifier(graph);
    }

    public TextAnalyzer analyzer() {
        return analyzer;
    }

    /**
     * Builds a document by the field names of {@link LibraryIndex}.
     *
     * @param id id of the row
     * @param updatedAt time of the last change, ISO 8601
     */
    public Map<String, Object> document(String id, LibraryRecord item, boolean sample, String updatedAt) {
        Analysis analysis = analyze(item.title(), item.texts());
        Industry industry = industry(item, analysis);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(LibraryIndex.ID, id);
        document.put(LibraryIndex.TYPE, item.library().type());
        document.put(LibraryIndex.TITLE, item.title());
        document.put(LibraryIndex.TEXTS, item.texts());
        document.put(LibraryIndex.TITLE_WORDS, String.join(" ", analysis.titleWords()));
        document.put(LibraryIndex.WORDS, String.join(" ", analysis.words()));
        document.put(LibraryIndex.GRAMS, analysis.gramTexts());
        document.put(LibraryIndex.WORD_COUNT, analysis.words().size());
        document.put(LibraryIndex.GRAM_COUNT, analysis.grams());
        document.put(LibraryIndex.PINYIN, spellings(item, analysis));
        document.put(LibraryIndex.SUGGEST, suggestions(item.title()));
        document.put(LibraryIndex.SORT_TITLE, Pinyin.full(item.title()));
        document.put(LibraryIndex.SEGMENTS, names(industry.segments()));
        document.put(LibraryIndex.SEGMENTS_GUESSED, industry.guessed());
        document.put(LibraryIndex.CHAINS, names(industry.chains()));
        document.put(LibraryIndex.FIELDS, names(industry.fields()));
        document.put(LibraryIndex.SECTORS, names(industry.sectors()));
        document.put(LibraryIndex.INDUSTRY_CLASS, names(industry.classes()));
        document.put(LibraryIndex.PLACES, names(item.regions()));
        document.put(LibraryIndex.REGIONS, names(around(item.regions())));
        document.put(LibraryIndex.PILOT, item.regions().stream().anyMatch(this::isPilot));
        document.put(LibraryIndex.STANDING, Standing.of(item));
        document.put(LibraryIndex.AVAILABILITY, Standing.availability(item));
        document.put(LibraryIndex.LABELS, labels(item));
        document.put(LibraryIndex.SAMPLE, sample);
        document.put(LibraryIndex.DICTIONARY, analyzer.dictionary().version());
        document.put(LibraryIndex.UPDATED_AT, updatedAt);
        addOwnFields(document, item);
        return document;
    }

    /**
     * What the analyzer makes of a record's text.
     *
     * @param gramTexts grams of the title and of each text apart, so that no phrase reaches from one text into the next
     * @param grams number of grams in all
     */
    public record Analysis(List<String> titleWords, List<String> words, List<String> gramTexts, int grams) {}

    /** Analyses a title and texts as they are indexed. */
    public Analysis analyze(String title, List<String> texts) {
        List<String> titleWords = terms(title);
        List<String> words = new ArrayList<>(titleWords);
        List<String> gramTexts = new ArrayList<>();
        int grams = addGrams(gramTexts, title);
        for (String text : texts) {
            words.addAll(terms(text));
            grams += addGrams(gramTexts, text);
        }
        return new Analysis(titleWords, words, gramTexts, grams);
    }

    /** Lets a trainer learn from a record's text as it is indexed. */
    public void teach(CorpusModelTrainer trainer, LibraryRecord item) {
        List<String> characters = new ArrayList<>(analyzer.hanCharacters(item.title()));
        item.texts().forEach(text -> characters.addAll(analyzer.hanCharacters(text)));
        trainer.add(analyze(item.title(), item.texts()).words(), characters);
    }

    private int addGrams(List<String> gramTexts, String text) {
        List<String> grams = analyzer.grams(text);
        if (!grams.isEmpty()) {
            gramTexts.add(String.join(" ", grams));
        }
        return grams.size();
    }

    private List<String> terms(String text) {
        return analyzer.words(text).stream().map(Token::term).toList();
    }

    /**
     * Place of a record in the industry.
     *
     * @param guessed the segments were not stated but found in the text
     */
    public record Industry(
            Set<SegmentId> segments,
            boolean guessed,
            Set<String> chains,
            Set<IndustryField> fields,
            Set<Sector> sectors,
            Set<IndustryClass> classes) {}

    /** Stated segments and fields, or guessed ones where none are stated. */
    public Industry industry(Set<SegmentId> stated, Set<IndustryField> statedFields, Collection<String> words) {
        Set<SegmentId> segments = new TreeSet<>(stated);
        boolean guessed = segments.isEmpty();
        if (guessed) {
            classifier.classify(Set.copyOf(words)).forEach(guess -> segments.add(guess.segment()));
        }
        Set<IndustryField> fields = new TreeSet<>(statedFields);
        Set<String> chains = new TreeSet<>();
        Set<Sector> sectors = new TreeSet<>();
        for (SegmentId segment : segments) {
            chains.add(segment.chain());
            graph.chain(segment.chain()).map(Chain::sector).ifPresent(sectors::add);
            if (statedFields.isEmpty()) {
                graph.field(segment).ifPresent(fields::add);
            }
        }
        Set<IndustryClass> classes = new TreeSet<>();
        fields.forEach(field -> classes.add(field.industryClass()));
        return new Industry(segments, guessed && !segments.isEmpty(), chains, fields, sectors, classes);
    }

    private Industry industry(LibraryRecord item, Analysis analysis) {
        Industry industry = industry(item.segments(), item.fields(), analysis.words());
        if (item instanceof Problem problem && problem.industryClass() != null) {
            return new Industry(
                    industry.segments(),
                    industry.guessed(),
                    industry.chains(),
                    industry.fields(),
                    industry.sectors(),
                    Set.of(problem.industryClass()));
        }
        return industry;
    }

    /** Full pinyin and initials of the title and its words; dictionary words are found by their pinyin through the dictionary. */
    private static Set<String> spellings(LibraryRecord item, Analysis analysis) {
        Set<String> words = new LinkedHashSet<>();
        if (item.title().length() <= LONGEST_PINYIN) {
            words.add(item.title());
        }
        words.addAll(analysis.titleWords());
        Set<String> spellings = new LinkedHashSet<>();
        for (String word : words) {
            if (word.codePoints().anyMatch(Character::isIdeographic)) {
                spellings.add(Pinyin.full(word));
                String initials = Pinyin.initials(word);
                if (initials.length() >= SHORTEST_SUGGESTION) {
                    spellings.add(initials);
                }
            }
        }
        return spellings;
    }

    /** A title is suggested from its beginning in characters, pinyin and initials. */
    private static List<String> suggestions(String title) {
        Set<String> inputs = new LinkedHashSet<>(List.of(title));
        inputs.add(Pinyin.full(title));
        inputs.add(Pinyin.initials(title));
        return inputs.stream().filter(input -> !input.isBlank()).toList();
    }

    private static List<String> names(Collection<?> values) {
        return values.stream()
                .map(value -> value instanceof Enum<?> constant ? constant.name() : value.toString())
                .toList();
    }

    private Set<String> around(Set<RegionCode> places) {
        Set<String> codes = new LinkedHashSet<>();
        for (RegionCode place : places) {
            for (Region region : regions.path(place)) {
                codes.add(region.code().value());
                Region.Part part = region.part();
                if (part != null) {
                    codes.add(part.name());
                }
            }
        }
        return codes;
    }

    private boolean isPilot(RegionCode place) {
        return regions.find(place).map(Region::pilot).orElse(false);
    }

    private static void addOwnFields(Map<String, Object> document, LibraryRecord item) {
        switch (item) {
            case Expert expert -> {
                document.put(LibraryIndex.ACADEMICIAN, expert.academician() != Academician.NONE);
                if (expert.birthYear() != 0) {
                    document.put(LibraryIndex.BIRTH_YEAR, expert.birthYear());
                }
            }
            case Problem problem ->
                document.put(LibraryIndex.STATUS, problem.status().name());
            case KeyProject project -> {}
            case Society society -> {}
            case Enterprise enterprise -> {}
            case ServiceTeam team -> {}
        }
    }

    private static List<String> labels(LibraryRecord item) {
        List<String> labels = switch (item) {
            case Expert expert ->
                List.of(
                        expert.academician() == Academician.NONE
                                ? ""
                                : expert.academician().label(),
                        expert.rank(),
                        expert.employer());
            case Problem problem -> List.of(problem.proposer());
            case KeyProject project -> List.of(project.lead());
            case Society society -> List.of(society.national() ? "全国学会" : "省级学会");
            case Enterprise enterprise -> List.of(enterprise.tier());
            case ServiceTeam team -> List.of(team.society(), team.roster().size() + " 人");
        };
        return labels.stream().filter(label -> !label.isBlank()).toList();
    }
}
