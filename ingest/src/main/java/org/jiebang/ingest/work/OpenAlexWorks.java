package org.jiebang.ingest.work;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Works in JSON as OpenAlex describes them: one, a list, an answer with {@code results}, or one a line. One work is in memory at a time. */
final class OpenAlexWorks {
    /** Concepts of which the database is less sure are left out. */
    private static final double SURE = 0.4;

    private static final int DEEPEST = 100;
    private static final long MOST_TOKENS = 4_000_000;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .build();

    private final WorkList list = new WorkList();
    private int number;

    private OpenAlexWorks() {}

    static WorkFile.Result read(String text) {
        OpenAlexWorks reader = new OpenAlexWorks();
        int firstEnd = text.indexOf('\n');
        if (firstEnd > 0 && text.charAt(0) == '{' && isWhole(text.substring(0, firstEnd))) {
            reader.lines(text);
        } else {
            reader.all(text);
        }
        return reader.list.result();
    }

    private static boolean isWhole(String line) {
        return parse(line) != null;
    }

    private static @Nullable JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            return null;
        }
    }

    private void lines(String text) {
        Iterator<String> lines = text.lines().iterator();
        while (lines.hasNext() && !list.isFull()) {
            String line = lines.next();
            number++;
            if (!line.isBlank()) {
                JsonNode work = parse(line);
                if (work == null) {
                    list.reject(number, "这一行不是 JSON，没有读入。");
                } else {
                    one(work);
                }
            }
        }
    }

    /** What was read before the text breaks off is kept, and where it breaks off is told. */
    private void all(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                each(parser);
            } else if (token == JsonToken.START_OBJECT) {
                object(text, parser);
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? number + 1 : e.getLocation().getLineNr();
            list.reject(line, "从这里起不是完整的 JSON，或嵌套过深，没有读入。");
        }
    }

    /** An answer with results, or one work. */
    private void object(String text, JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean results = "results".equals(parser.currentName());
            if (parser.nextToken() == JsonToken.START_ARRAY && results) {
                each(parser);
                return;
            }
            parser.skipChildren();
        }
        number++;
        one(JSON.readTree(text));
    }

    private void each(JsonParser parser) {
        while (!list.isFull() && parser.nextToken() == JsonToken.START_OBJECT) {
            number++;
            one(parser.readValueAsTree());
        }
    }

    private void one(JsonNode work) {
        String title = first(work, "display_name", "title");
        if (title.isBlank()) {
            list.reject(number, "没有题名（title），这一条没有读入。");
            return;
        }
        list.add(new Work(
                text(work.path("type")).contains("patent") ? Work.Kind.PATENT : Work.Kind.PAPER,
                WorkBuilder.shortened(title),
                authors(work.path("authorships")),
                keywords(work),
                WorkBuilder.year(Integer.toString(work.path("publication_year").asInt(0))),
                text(work.path("primary_location").path("source").path("display_name")),
                text(work.path("doi")).replaceFirst("^https?://doi\\.org/", ""),
                number));
    }

    private static String text(JsonNode node) {
        return node.isString() ? WorkBuilder.shortened(node.asString().strip()) : "";
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
            String display = text(authorship.path("author").path("display_name"));
            String name = display.isBlank() ? text(authorship.path("raw_author_name")) : display;
            if (!name.isBlank() && authors.size() < WorkBuilder.MOST_AUTHORS) {
                authors.add(new Work.Author(
                        name, units, Orcid.in(text(authorship.path("author").path("orcid")))));
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
        return keywords.stream().distinct().limit(WorkBuilder.MOST_KEYWORDS).toList();
    }
}
