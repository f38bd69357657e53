package org.jiebang.api.profile;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jiebang.identity.Naming;
import org.jiebang.industry.IndustryGraph;
import org.jiebang.industry.Term;
import org.jiebang.ingest.work.Work;
import org.jiebang.text.Pinyin;
import org.jiebang.text.TextAnalyzer;
import org.jspecify.annotations.Nullable;

/**
 * Invented experts and works of which it is known who made them: half of the people who publish are in no library, one expert in five has a
 * namesake among them, a quarter of these in the same unit. Names are written as databases write them, units with a school, all in one
 * list, or not at all.
 */
final class Bibliography {
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华建国志文斌鹏辉玲红波云飞浩宇轩晨曦雨泽瑞博凯欣怡佳琪子涵";
    private static final String SIMPLE = "张刘陈杨黄赵吴孙马罗郑谢许韩冯邓蒋伟丽强军艳杰涛刚华国鹏辉红云飞";
    private static final String TRADITIONAL = "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蔣偉麗強軍艷傑濤剛華國鵬輝紅雲飛";
    private static final List<String> SCHOOLS = List.of("材料学院", "机械学院", "化学学院", "信息学院");
    private static final int FIELDS = 40;
    private static final int UNITS = 120;

    /** How a work writes a name. */
    enum Form {
        PLAIN,
        TRADITIONAL,
        PINYIN,
        /** W. Zhang: no name of anybody, since too many have it. */
        ABBREVIATED
    }

    /** Somebody who publishes; an expert of the library or not. */
    private record Person(
            int number, String name, String unit, int field, List<String> words, String orcid, boolean expert) {
        UUID id() {
            return new UUID(1, number);
        }
    }

    /** Where somebody stands among the authors of a work, from 0. */
    record Place(UUID work, int position) {}

    private final Random random;
    private final List<List<String>> fields;
    private final List<Person> people = new ArrayList<>();
    final Map<UUID, Naming> experts = new LinkedHashMap<>();
    final List<WorkStore.Kept> works = new ArrayList<>();
    /** Who is who, of all places of experts. */
    final Map<Place, UUID> truth = new HashMap<>();

    final Map<Place, Form> forms = new HashMap<>();

    Bibliography(int size, long seed, TextAnalyzer analyzer) {
        random = new Random(seed);
        fields = IndustryGraph.standard().segments().stream()
                .map(segment -> segment.terms().map(Term::name).distinct().toList())
                .filter(words -> words.size() >= 8)
                .limit(FIELDS)
                .toList();
        for (int i = 0; i < size; i++) {
            Person expert = person(true, null);
            experts.put(expert.id(), naming(expert, analyzer));
            person(false, i % 5 == 0 ? expert : null);
        }
        for (Person person : people) {
            for (int i = random.nextInt(6); i >= 0; i--) {
                works.add(work(person));
            }
        }
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private char any(String from) {
        // Some characters are far commoner than others, as in life.
        return from.charAt((int) (from.length() * Math.pow(random.nextDouble(), 1.6)));
    }

    private boolean in(int percent) {
        return random.nextInt(100) < percent;
    }

    private String unit() {
        int number = (int) (UNITS * Math.pow(random.nextDouble(), 2));
        return number % 4 == 3 ? "示例第" + number + "材料科技有限公司" : "第" + number + "示例大学";
    }

    private Person person(boolean expert, @Nullable Person namesake) {
        int field = random.nextInt(fields.size());
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            words.add(any(fields.get(field)));
        }
        String name = namesake == null ? "" + any(SURNAMES) + any(GIVEN) + (in(25) ? "" : any(GIVEN)) : namesake.name();
        Person person = new Person(
                people.size(),
                name,
                namesake != null && in(25) ? namesake.unit() : unit(),
                field,
                words,
                in(10) ? "0000-0000-%04d-%04d".formatted(people.size() / 10_000, people.size() % 10_000) : "",
                expert);
        people.add(person);
        return person;
    }

    private Naming naming(Person person, TextAnalyzer analyzer) {
        Set<String> topics = new HashSet<>();
        person.words().forEach(word -> topics.addAll(analyzer.distinctWords(word)));
        String unit = person.unit().endsWith("大学") && in(20) ? person.unit() + any(SCHOOLS) : person.unit();
        return new Naming(
                person.id().toString(),
                true,
                person.name(),
                null,
                1950 + random.nextInt(45),
                in(95) ? unit : "",
                "教授",
                null,
                topics,
                List.of(),
                Set.of(),
                LocalDate.of(2025, 5, 1));
    }

    private WorkStore.Kept work(Person first) {
        List<Person> team = new ArrayList<>(List.of(first));
        for (int i = random.nextInt(5); i > 0; i--) {
            // The same few again and again.
            Person other = people.get(Math.floorMod(first.number() + 7 * (1 + random.nextInt(4)), people.size()));
            if (!team.contains(other)) {
                team.add(other);
            }
        }
        Collections.shuffle(team, random);
        UUID id = new UUID(2, works.size());
        Form form = form();
        for (int i = 0; i < team.size(); i++) {
            if (team.get(i).expert()) {
                truth.put(new Place(id, i), team.get(i).id());
                forms.put(new Place(id, i), form);
            }
        }
        String title = "面向" + any(first.words()) + "的" + any(fields.get(first.field())) + "研究";
        List<String> keywords = List.of(any(first.words()), any(first.words()), any(fields.get(first.field())));
        return new WorkStore.Kept(
                id, "", "", new Work(Work.Kind.PAPER, title, authors(team, form), keywords, 2015, "", "", 1));
    }

    private Form form() {
        int drawn = random.nextInt(100);
        return drawn < 65 ? Form.PLAIN : drawn < 73 ? Form.TRADITIONAL : drawn < 90 ? Form.PINYIN : Form.ABBREVIATED;
    }

    /** Units beside each author, in one list for all, or none. */
    private List<Work.Author> authors(List<Person> team, Form form) {
        List<String> units =
                team.stream().map(person -> writtenUnit(person.unit())).toList();
        int kind = random.nextInt(10);
        List<Work.Author> authors = new ArrayList<>();
        for (int i = 0; i < team.size(); i++) {
            List<String> own = kind < 5
                    ? List.of(units.get(i))
                    : kind < 8 ? units.stream().distinct().toList() : List.of();
            authors.add(new Work.Author(
                    written(team.get(i).name(), form), own, team.get(i).orcid()));
        }
        return authors;
    }

    private String writtenUnit(String unit) {
        if (in(8)) {
            return unit(); // where he was before
        }
        return unit.endsWith("大学") && in(30) ? unit + any(SCHOOLS) : unit;
    }

    private String written(String name, Form form) {
        String family = capital(Pinyin.full(name.substring(0, 1)));
        String given = capital(Pinyin.full(name.substring(1)));
        return switch (form) {
            case PLAIN -> name;
            case TRADITIONAL -> {
                StringBuilder traditional = new StringBuilder();
                for (char letter : name.toCharArray()) {
                    int at = SIMPLE.indexOf(letter);
                    traditional.append(at < 0 ? letter : TRADITIONAL.charAt(at));
                }
                yield traditional.toString();
            }
            case PINYIN -> in(50) ? given + " " + family : family.toUpperCase(Locale.ROOT) + ", " + given;
            case ABBREVIATED -> given.charAt(0) + ". " + family;
        };
    }

    private static String capital(String spelled) {
        String plain = spelled.replaceAll("[^a-zA-Z]", "");
        return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
    }
}
