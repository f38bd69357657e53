package org.jiebang.api.indexing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jiebang.element.ElementReader;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.ingest.index.DocumentBuilder;
import org.jiebang.region.RegionTree;
import org.jiebang.text.DomainDictionary;
import org.jiebang.text.Pinyin;
import org.jiebang.text.Spellings;
import org.jiebang.text.TextAnalyzer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The dictionary in use: the words of the industry graph and those of the operator's files. A reload replaces it whole, while requests go
 * on with the one they began with.
 */
@Component
public class Dictionary {
    private static final Logger LOG = LoggerFactory.getLogger(Dictionary.class);

    private final String directory;
    private final AtomicReference<InUse> inUse = new AtomicReference<>();

    Dictionary(@Value("${jiebang.dictionary.directory}") String directory) {
        this.directory = directory;
        ReloadReport report = load();
        report.rejected()
                .forEach(line -> LOG.warn(
                        "{} line {} not taken ({}): {}", line.file(), line.line(), line.reason(), line.text()));
        // The first user shall not wait for dictionaries.
        Pinyin.warmUp();
        int found = analyzer().words("高镍三元正极材料表面残碱控制").size();
        LOG.info("Dictionary {} with {} words is ready ({} in the warm-up)", report.version(), report.words(), found);
    }

    private record InUse(DocumentBuilder documents, Spellings spellings, ElementReader elements) {}

    /**
     * What a reload found.
     *
     * @param version version of the dictionary now in use
     * @param words words in all
     * @param rejected lines of the operator's files that were not taken
     */
    public record ReloadReport(String version, int words, List<RejectedLine> rejected) {}

    /** A line that was not taken, line counted from 1. */
    public record RejectedLine(String file, int line, String text, String reason) {}

    /** Builder of documents with the dictionary in use. */
    public DocumentBuilder documents() {
        return current().documents();
    }

    /** Words of the dictionary in use by their pinyin. */
    public Spellings spellings() {
        return current().spellings();
    }

    /** Reader of demand elements with the dictionary in use. */
    public ElementReader elements() {
        return current().elements();
    }

    private InUse current() {
        return Objects.requireNonNull(inUse.get());
    }

    public TextAnalyzer analyzer() {
        return documents().analyzer();
    }

    public String version() {
        return analyzer().dictionary().version();
    }

    /** Reads the operator's files again; every line is judged on its own. */
    public final ReloadReport load() {
        IndustryGraph graph = IndustryGraph.standard();
        Set<String> words = new LinkedHashSet<>(graph.vocabulary());
        List<RejectedLine> rejected = new ArrayList<>();
        for (Path file : files()) {
            DomainDictionary.Report report = DomainDictionary.read(lines(file));
            words.addAll(report.words());
            report.rejected()
                    .forEach(line -> rejected.add(new RejectedLine(
                            String.valueOf(file.getFileName()),
                            line.line(),
                            line.text(),
                            line.reason().name())));
        }
        DomainDictionary dictionary = DomainDictionary.of(words);
        TextAnalyzer analyzer = new TextAnalyzer(dictionary);
        inUse.set(new InUse(
                new DocumentBuilder(analyzer, graph, RegionTree.standard()),
                new Spellings(dictionary),
                new ElementReader(analyzer, graph)));
        return new ReloadReport(dictionary.version(), dictionary.words().size(), rejected);
    }

    private List<Path> files() {
        if (directory.isBlank() || !Files.isDirectory(Path.of(directory))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list the dictionary folder " + directory, e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            // A byte that is no UTF-8 costs its own line, not the file.
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the dictionary file " + file, e);
        }
    }
}
