package org.jiebang.ingest.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Works in JSON as OpenAlex describes them: one, a list, an answer with {@code results}, or one a line. */
final class OpenAlexWorks {
    /** Concepts of which the database is less sure are left out. */
    private static final double SURE = 0.4;

    private static final int LONGEST_ABSTRACT = 5000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Work> works = new ArrayList<>();
    private final List<WorkFile.Rejected> rejected = new ArrayList<>();

    private OpenAlexWorks() {}

    static WorkFile.Result read(String text) {
        OpenAlexWorks reader = new OpenAlexWorks();
        try {
            reader.all(JSON.readTree(text));
        } catch (JacksonException whole) {
            reader.lines(text);
        }
        return new WorkFile.Result(reader.works, reader.rejected);
    }

    private void lines(String text) {
        int number = 0;
        for (String line : text.split("\\R")) {
            number++;
            if (!line.isBlank()) {
                try {
                    one(JSON.readTree(line), number);
                } catch (JacksonException e) {
                    rejected.add(new WorkFile.Rejected(number, "这一行不是 JSON，没有读入。"));
                }
            }
        }
    }

    private void all(JsonNode root) {
        JsonNode list = root.has("results") ? root.path("results") : root;
        if (list.isArray()) {
            int number = 0;
            for (JsonNode work : list) {
                one(work, ++number);
            }
        } else {
            one(list, 1);
        }
    }

    private void one(JsonNode work, int number) {
        String title = first(work, "display_name", "title");
        if (title.isBlank()) {
            rejected.add(new WorkFile.Rejected(number, "没有题名（title），这一条没有读入。"));
            return;
        }
        String doi = text(work.path("doi")).replaceFirst("^https?://doi\\.org/", "");
        works.add(new Work(
                text(work.path("type")).contains("patent") ? Work.Kind.PATENT : Work.Kind.PAPER,
                title,
                authors(work.path("authorships")),
                keywords(work),
                summary(work.path("abstract_inverted_index")),
                work.path("publication_year").asInt(0),
                text(work.path("primary_location").path("source").path("display_name")),
                doi,
                number));
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString().strip() : "";
    }

    private static String first(JsonNode node, String one, String other) {
        String value = text(node.path(one));
        return value.isBlank() ? text(node.path(other)) : value;
    }

    private static List<Work.Author> authors(JsonNode authorships) {
        List<Work.Author> authors = new ArrayList<>();
        for (JsonNode authorship : authorships) {
            List<String> units = new ArrayList<>();
            authorship.path("institutions").forEach(unit -> units.add(text(unit.path("display_name"))));
            if (units.isEmpty()) {
                authorship.path("raw_affiliation_strings").forEach(unit -> units.add(text(unit)));
            }
            units.removeIf(String::isBlank);
            String name = first(authorship, "raw_author_name", "");
            String display = text(authorship.path("author").path("display_name"));
            if (!display.isBlank() || !name.isBlank()) {
                authors.add(new Work.Author(display.isBlank() ? name : display, units));
            }
        }
        return authors;
    }

    private static List<String> keywords(JsonNode work) {
        List<String> keywords = new ArrayList<>();
        for (String field : List.of("keywords", "topics", "concepts")) {
            work.path(field).forEach(word -> {
                if (word.path("score").asDouble(1) >= SURE) {
                    keywords.add(text(word.path("display_name")));
                }
            });
        }
        keywords.removeIf(String::isBlank);
        return keywords.stream().distinct().toList();
    }

    /** Words with their places, put back in order. */
    private static String summary(JsonNode index) {
        Map<Integer, String> words = new TreeMap<>();
        index.properties().forEach(word -> word.getValue().forEach(place -> words.put(place.asInt(), word.getKey())));
        String summary = String.join(" ", words.values());
        return summary.length() > LONGEST_ABSTRACT ? summary.substring(0, LONGEST_ABSTRACT) : summary;
    }
}
