package org.jiebang.api.rank;

import com.hankcs.hanlp.HanLP;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.text.CorpusModel;
import org.jiebang.text.CorpusModelTrainer;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.Keyphrases;
import org.jiebang.text.TextAnalyzer;
import org.jiebang.text.TextNormalizer;
import org.jiebang.text.Token;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares keyphrases of papers with the keywords that their authors state: {@code bin/measure org.jiebang.api.rank.MeasureKeyphrases
 * LITERATURE}. Prints precision, recall and F1 of the first five, and how many of the keywords that stand in title or abstract are among the
 * first ten; beside them what the segmenter's library finds by TextRank and by mutual information. Constants were chosen on the papers of
 * even number.
 */
final class MeasureKeyphrases {
    private static final int FIRST = 5;
    private static final int MOST = 10;

    private MeasureKeyphrases() {}

    private record Paper(String title, String text, Set<String> keywords) {
        String all() {
            return title + "。" + text;
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<Paper> papers = papers(Path.of(arguments[0]));
        TextAnalyzer analyzer =
                new TextAnalyzer(DomainDictionary.of(IndustryGraph.standard().vocabulary()));
        CorpusModel corpus = learn(papers, analyzer);
        Map<String, Function<Paper, List<String>>> ways = Map.of(
                "keyphrases",
                paper -> Keyphrases.of(analyzer, corpus, paper.title(), List.of(paper.text()), MOST).stream()
                        .map(Keyphrases.Keyphrase::text)
                        .toList(),
                "keyphrases, nothing learnt",
                paper -> Keyphrases.of(analyzer, CorpusModel.NONE, paper.title(), List.of(paper.text()), MOST).stream()
                        .map(Keyphrases.Keyphrase::text)
                        .toList(),
                "TextRank",
                paper -> HanLP.extractKeyword(paper.all(), MOST),
                "mutual information",
                paper -> HanLP.extractPhrase(paper.all(), MOST));
        for (int half = 0; half < 2; half++) {
            int odd = half;
            List<Paper> some = new ArrayList<>();
            for (int i = odd; i < papers.size(); i += 2) {
                some.add(papers.get(i));
            }
            ways.keySet().stream()
                    .sorted()
                    .forEach(way -> print((odd == 0 ? "even, " : "odd, ") + way, some, ways.get(way)));
        }
    }

    private static void print(String label, List<Paper> papers, Function<Paper, List<String>> way) {
        int right = 0;
        int given = 0;
        int wanted = 0;
        int present = 0;
        int met = 0;
        for (Paper paper : papers) {
            List<String> found =
                    way.apply(paper).stream().map(TextNormalizer::term).toList();
            List<String> first = found.subList(0, Math.min(FIRST, found.size()));
            right += (int) first.stream().filter(paper.keywords()::contains).count();
            given += first.size();
            wanted += paper.keywords().size();
            String all = TextNormalizer.term(paper.all());
            Set<String> there = paper.keywords().stream().filter(all::contains).collect(Collectors.toSet());
            present += there.size();
            met += (int) found.stream().filter(there::contains).count();
        }
        double precision = (double) right / given;
        double recall = (double) right / wanted;
        System.out.printf(
                Locale.ROOT,
                "%-32s precision %.3f recall %.3f F1 %.3f, of those in the text %.3f%n",
                label,
                precision,
                recall,
                2 * precision * recall / (precision + recall),
                (double) met / present);
    }

    private static CorpusModel learn(List<Paper> papers, TextAnalyzer analyzer) {
        CorpusModelTrainer trainer = new CorpusModelTrainer(1);
        papers.forEach(paper -> trainer.add(
                analyzer.words(paper.all()).stream().map(Token::term).toList(), analyzer.hanCharacters(paper.all())));
        return trainer.train();
    }

    private static List<Paper> papers(Path literature) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Map<String, String> abstracts = new HashMap<>();
        for (String line : Files.readAllLines(literature.resolve("documents.jsonl"))) {
            JsonNode document = json.readTree(line);
            abstracts.put(document.path("id").asString(), document.path("text").asString());
        }
        List<Paper> papers = new ArrayList<>();
        for (String line : Files.readAllLines(literature.resolve("metadata.jsonl"))) {
            JsonNode paper = json.readTree(line);
            papers.add(new Paper(
                    paper.path("title").asString(),
                    abstracts.getOrDefault(paper.path("id").asString(), ""),
                    Arrays.stream(paper.path("keywords").asString().split("_"))
                            .map(TextNormalizer::term)
                            .filter(keyword -> !keyword.isEmpty())
                            .collect(Collectors.toSet())));
        }
        return papers;
    }
}
