package org.jiebang.api.rank;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes graded sets of technical needs and achievements from papers with a discipline: {@code JIEBANG_SCOPE=test bin/run
 * org.jiebang.api.rank.NeedSets LITERATURE OUT}. A need is a paper's title and abstract among what needs are wrapped in (company,
 * background, foundation, goals, cooperation), an achievement is another paper with its own wrapping. Other papers of the discipline are
 * level 3, of the category level 2, the rest 1; the paper itself is not judged. Two sets of sentences without a sentence in common keep
 * what is tuned on one from being measured on it. Written alike by every run.
 */
final class NeedSets {
    private static final long SEED = 20_260_101;
    /** Titles that say nothing of the subject. */
    private static final List<String> VAGUE = List.of("企业技术需求", "产品质量提升关键技术研发", "生产工艺改进项目");

    private static final int NEAR = 15;
    private static final int FAR = 20;

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Paper> papers = new ArrayList<>();

    private NeedSets(Path literature) throws IOException {
        Map<String, String> abstracts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(literature.resolve("documents.jsonl"))) {
            JsonNode document = json.readTree(line);
            abstracts.put(document.path("id").asString(), document.path("text").asString());
        }
        for (String line : Files.readAllLines(literature.resolve("metadata.jsonl"))) {
            JsonNode paper = json.readTree(line);
            String id = paper.path("id").asString();
            papers.add(new Paper(
                    id,
                    paper.path("title").asString(),
                    Objects.requireNonNull(abstracts.get(id)),
                    List.of(paper.path("keywords").asString().split("_")),
                    paper.path("discipline").asString(),
                    paper.path("category").asString()));
        }
    }

    /** Writes {@code plain}, {@code a}, {@code b} and {@code vague} below the folder, each with documents, queries and judgements. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /** The set without wrapping, the two with, and the second under titles that say nothing. */
    static void write(Path literature, Path out) throws IOException {
        NeedSets sets = new NeedSets(literature);
        sets.write(out.resolve("plain"), Map.of(), false);
        sets.write(out.resolve("a"), sentences("needs-a.tsv"), false);
        sets.write(out.resolve("b"), sentences("needs-b.tsv"), false);
        sets.write(out.resolve("vague"), sentences("needs-b.tsv"), true);
    }

    private record Paper(
            String id, String title, String text, List<String> keywords, String discipline, String category) {}

    private static Map<String, List<String>> sentences(String name) throws IOException {
        Map<String, List<String>> byPart = new LinkedHashMap<>();
        try (InputStream file = Objects.requireNonNull(NeedSets.class.getResourceAsStream(name))) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] cells = line.split("\t", 2);
                byPart.computeIfAbsent(cells[0], part -> new ArrayList<>()).add(cells[1]);
            });
        }
        return byPart;
    }

    private void write(Path folder, Map<String, List<String>> sentences, boolean vague) throws IOException {
        Files.createDirectories(folder);
        Random random = new Random(SEED);
        try (BufferedWriter documents = Files.newBufferedWriter(folder.resolve("documents.jsonl"));
                BufferedWriter queries = Files.newBufferedWriter(folder.resolve("queries.tsv"));
                BufferedWriter judgements = Files.newBufferedWriter(folder.resolve("qrels.txt"))) {
            for (Paper paper : papers) {
                Map<String, String> line = new LinkedHashMap<>();
                line.put("id", paper.id());
                line.put("title", paper.title());
                line.put("text", achievement(paper, sentences, random));
                documents.write(json.writeValueAsString(line) + "\n");
            }
            for (Paper paper : papers) {
                String title = vague ? VAGUE.get(papers.indexOf(paper) % VAGUE.size()) : paper.title();
                queries.write("N" + paper.id() + "\t" + title + "\t"
                        + need(paper, sentences, random).replaceAll("[\\t\\n]", " ") + "\n");
                for (Map.Entry<Paper, Integer> judged : judged(paper).entrySet()) {
                    judgements.write("N" + paper.id() + " 0 " + judged.getKey().id() + " " + judged.getValue() + "\n");
                }
            }
        }
    }

    private Map<Paper, Integer> judged(Paper asked) {
        Random random = new Random(SEED + asked.id().hashCode());
        List<Paper> shuffled = new ArrayList<>(papers);
        Collections.shuffle(shuffled, random);
        Map<Paper, Integer> judged = new LinkedHashMap<>();
        int near = 0;
        int far = 0;
        for (Paper other : shuffled) {
            if (other.equals(asked)) {
                continue;
            }
            if (other.discipline().equals(asked.discipline())) {
                judged.put(other, 3);
            } else if (other.category().equals(asked.category()) && near++ < NEAR) {
                judged.put(other, 2);
            } else if (!other.category().equals(asked.category()) && far++ < FAR) {
                judged.put(other, 1);
            }
        }
        return judged;
    }

    private String need(Paper paper, Map<String, List<String>> sentences, Random random) {
        if (sentences.isEmpty()) {
            return paper.text();
        }
        StringBuilder need = new StringBuilder();
        boolean headed = random.nextBoolean();
        String[][] parts = {
            {"company", "企业简介"},
            {"background", "需求背景"},
            {"", "技术难题"},
            {"indicator", "主要指标"},
            {"foundation", "现有工作基础"},
            {"goal", "预期目标"},
            {"cooperation", "合作方式"}
        };
        int number = 1;
        for (String[] part : parts) {
            boolean own = part[0].isEmpty();
            if (!own && random.nextInt(5) == 0) {
                continue;
            }
            if (headed) {
                need.append(number++).append("、").append(part[1]).append("：");
            }
            if (own) {
                need.append(paper.text()).append(' ');
            } else {
                for (String sentence : sentences.getOrDefault(part[0], List.of())) {
                    if (random.nextInt(3) > 0) {
                        need.append(filled(sentence, paper, random));
                    }
                }
                need.append(' ');
            }
        }
        return need.toString();
    }

    private String achievement(Paper paper, Map<String, List<String>> sentences, Random random) {
        if (sentences.isEmpty()) {
            return paper.text();
        }
        StringBuilder text = new StringBuilder("技术简介：").append(paper.text());
        sentences.forEach((part, all) -> {
            if (part.startsWith("supply-") && random.nextInt(3) > 0) {
                text.append(filled(all.get(random.nextInt(all.size())), paper, random));
            }
        });
        return text.toString();
    }

    /** Fills {firm} and numbers; {near} is a keyword of the category, {other} a keyword of any paper. */
    private String filled(String sentence, Paper paper, Random random) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < sentence.length()) {
            int open = sentence.indexOf('{', at);
            if (open < 0) {
                return filled.append(sentence.substring(at)).toString();
            }
            int close = sentence.indexOf('}', open);
            filled.append(sentence, at, open);
            filled.append(
                    switch (sentence.substring(open + 1, close)) {
                        case "firm" -> "示例" + (char) ('A' + random.nextInt(26)) + "科技有限公司";
                        case "year" -> "" + (1980 + random.nextInt(40));
                        case "n" -> "" + (100 * (1 + random.nextInt(90)));
                        case "m" -> "" + (2 + random.nextInt(60));
                        case "p" -> "" + (90 + random.nextInt(10));
                        case "near" -> keyword(paper.category(), random);
                        case "other" -> keyword("", random);
                        default -> throw new IllegalArgumentException("Unknown place in '" + sentence + "'.");
                    });
            at = close + 1;
        }
        return filled.toString();
    }

    private String keyword(String category, Random random) {
        while (true) {
            Paper paper = papers.get(random.nextInt(papers.size()));
            if (category.isEmpty() || paper.category().equals(category)) {
                return paper.keywords().get(random.nextInt(paper.keywords().size()));
            }
        }
    }
}
