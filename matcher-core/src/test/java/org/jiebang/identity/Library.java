package org.jiebang.identity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jiebang.catalog.CreditCode;
import org.jiebang.region.RegionCode;

/** An invented library of which it is known who is who: second namings with one kind of corruption each, and namesakes. */
final class Library {
    private static final String SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华建国志文斌鹏辉玲红波云飞浩宇轩晨曦雨泽瑞博凯欣怡佳琪子涵";
    private static final Map<Character, Character> TRADITIONAL = Map.ofEntries(
            Map.entry('张', '張'),
            Map.entry('刘', '劉'),
            Map.entry('陈', '陳'),
            Map.entry('杨', '楊'),
            Map.entry('黄', '黃'),
            Map.entry('赵', '趙'),
            Map.entry('吴', '吳'),
            Map.entry('孙', '孫'),
            Map.entry('马', '馬'),
            Map.entry('罗', '羅'),
            Map.entry('郑', '鄭'),
            Map.entry('谢', '謝'),
            Map.entry('许', '許'),
            Map.entry('韩', '韓'),
            Map.entry('冯', '馮'),
            Map.entry('邓', '鄧'),
            Map.entry('蒋', '蔣'),
            Map.entry('伟', '偉'),
            Map.entry('丽', '麗'),
            Map.entry('强', '強'),
            Map.entry('军', '軍'),
            Map.entry('艳', '艷'),
            Map.entry('杰', '傑'),
            Map.entry('涛', '濤'),
            Map.entry('刚', '剛'),
            Map.entry('华', '華'),
            Map.entry('国', '國'),
            Map.entry('鹏', '鵬'),
            Map.entry('辉', '輝'),
            Map.entry('红', '紅'),
            Map.entry('云', '雲'),
            Map.entry('飞', '飛'));
    private static final Map<Character, Character> HOMOPHONES =
            Map.of('伟', '玮', '芳', '方', '杰', '洁', '涛', '桃', '明', '鸣', '建', '健', '志', '智', '文', '雯', '玲', '灵', '宇', '雨');
    private static final List<String> RANKS = List.of("讲师", "副教授", "教授");
    private static final List<String> STEMS = List.of(
            "晶澜", "启岳", "恒峻", "云舟", "泽川", "朗图", "远澄", "博屿", "瑞岚", "启衡", "铭珂", "安湖", "长汀", "正凌", "新皓", "海桐", "景明", "合禾",
            "天佑", "星渡");

    /** What a second naming has been made with. */
    enum Kind {
        SPACES,
        TRADITIONAL,
        PINYIN,
        NO_BIRTH_YEAR,
        NO_UNIT,
        MOVED,
        HOMOPHONE,
        SCHOOL,
        SPARSE,
        FORM,
        FORMER_NAME,
        TYPING_ERROR,
        NO_CODE
    }

    private final Random random;
    final List<Naming> namings = new ArrayList<>();
    /** Pairs that are one, by their ids in the order of the library. */
    final Map<String, Kind> pairs = new java.util.LinkedHashMap<>();

    private Library(long seed) {
        random = new Random(seed);
    }

    static Library ofPersons(int size, long seed) {
        Library library = new Library(seed);
        for (int i = 0; library.namings.size() < size; i++) {
            Naming first = library.person("p" + i);
            library.namings.add(first);
            if (i % 10 == 0) {
                library.addSecond(first);
            } else if (i % 10 == 1) {
                library.namings.add(library.namesake(first, "t" + i));
            }
        }
        return library;
    }

    static Library ofOrganisations(int size, long seed) {
        Library library = new Library(seed);
        for (int i = 0; library.namings.size() < size; i++) {
            Naming first = library.organisation("o" + i);
            library.namings.add(first);
            if (i % 10 == 0) {
                library.addSecondOrganisation(first);
            }
        }
        return library;
    }

    static String pair(String one, String other) {
        return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private char any(String from) {
        // Some characters are far commoner than others, as in life.
        return from.charAt((int) (from.length() * Math.pow(random.nextDouble(), 1.6)));
    }

    private Naming person(String id) {
        String name = "" + any(SURNAMES) + any(GIVEN) + (random.nextInt(4) == 0 ? "" : any(GIVEN));
        String unit = "第" + (int) (300 * Math.pow(random.nextDouble(), 2)) + "示例大学";
        int field = random.nextInt(60);
        Set<String> topics = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            topics.add("领域" + field + "词" + random.nextInt(40));
        }
        topics.add("研究");
        return new Naming(
                id,
                true,
                name,
                null,
                1950 + random.nextInt(45),
                unit,
                any(RANKS),
                city(),
                topics,
                List.of("示例成果第" + id + "号的标题"),
                random.nextInt(3) == 0 ? Set.of("c" + id) : Set.of(),
                LocalDate.of(2024, 5, 1));
    }

    private RegionCode city() {
        return new RegionCode("32%02d00".formatted(1 + random.nextInt(13)));
    }

    private Naming namesake(Naming first, String id) {
        Naming other = person(id);
        boolean colleague = random.nextInt(4) == 0;
        return new Naming(
                id,
                true,
                first.name(),
                null,
                other.birthYear(),
                colleague ? first.unit() : other.unit(),
                other.rank(),
                colleague ? first.place() : other.place(),
                other.topics(),
                other.works(),
                other.contacts(),
                other.asOf());
    }

    private Set<String> someTopics(Naming first) {
        Set<String> kept = new HashSet<>();
        first.topics().forEach(word -> {
            if (random.nextInt(10) < 6) {
                kept.add(word);
            }
        });
        kept.add("方向" + random.nextInt(500));
        kept.add("方向" + random.nextInt(500));
        return kept;
    }

    private void addSecond(Naming first) {
        Kind kind = List.of(
                        Kind.SPACES,
                        Kind.TRADITIONAL,
                        Kind.PINYIN,
                        Kind.NO_BIRTH_YEAR,
                        Kind.NO_UNIT,
                        Kind.MOVED,
                        Kind.HOMOPHONE,
                        Kind.SCHOOL,
                        Kind.SPARSE)
                .get(random.nextInt(9));
        String id = "s" + first.id();
        String name = first.name();
        String unit = first.unit();
        int year = first.birthYear();
        Set<String> topics = someTopics(first);
        switch (kind) {
            case SPACES -> name = name.charAt(0) + "\u3000 " + name.substring(1);
            case TRADITIONAL -> name = replaced(name, TRADITIONAL);
            case PINYIN ->
                name = org.jiebang.text.Pinyin.full(name.substring(1)) + " "
                        + org.jiebang.text.Pinyin.full(name.substring(0, 1)).toUpperCase(java.util.Locale.ROOT);
            case NO_BIRTH_YEAR -> year = 0;
            case NO_UNIT -> unit = "";
            case MOVED -> unit = "第" + (300 + random.nextInt(50)) + "示例大学";
            case HOMOPHONE -> name = replaced(name, HOMOPHONES);
            case SCHOOL -> unit += "材料学院";
            default -> {
                year = 0;
                topics = Set.of();
            }
        }
        namings.add(new Naming(
                id,
                true,
                name,
                null,
                year,
                unit,
                random.nextInt(3) == 0 ? "教授" : first.rank(),
                kind == Kind.MOVED ? city() : first.place(),
                topics,
                List.of(),
                random.nextInt(3) == 0 ? first.contacts() : Set.of(),
                LocalDate.of(2026, 5, 1)));
        pairs.put(pair(first.id(), id), kind);
    }

    private static String replaced(String name, Map<Character, Character> by) {
        StringBuilder replaced = new StringBuilder();
        name.chars()
                .forEach(character -> replaced.append(
                        by.getOrDefault((char) character, (char) character).charValue()));
        return replaced.toString();
    }

    private Naming organisation(String id) {
        String stem = any(STEMS) + any(GIVEN) + any(GIVEN);
        Set<String> topics = new HashSet<>();
        int field = random.nextInt(60);
        for (int i = 0; i < 6; i++) {
            topics.add("领域" + field + "词" + random.nextInt(40));
        }
        return new Naming(
                id,
                false,
                "苏州" + stem + any(List.of("材料", "智能装备", "电子", "生物")) + "科技有限公司",
                random.nextInt(2) == 0 ? code(namings.size()) : null,
                0,
                "",
                "",
                city(),
                topics,
                List.of(),
                random.nextInt(3) == 0 ? Set.of("c" + id) : Set.of(),
                null);
    }

    private static CreditCode code(int number) {
        String first = "91320500MA1" + "%06d".formatted(number % 1_000_000);
        return new CreditCode(first + CreditCode.checkCharacter(first));
    }

    private void addSecondOrganisation(Naming first) {
        Kind kind = List.of(Kind.NO_CODE, Kind.FORM, Kind.FORMER_NAME, Kind.TYPING_ERROR)
                .get(random.nextInt(4));
        String id = "s" + first.id();
        String name = switch (kind) {
            case FORM -> first.name().replace("苏州", "").replace("有限公司", "股份有限公司");
            case FORMER_NAME -> "江苏" + any(STEMS) + any(GIVEN) + "集团有限公司（原" + first.name() + "）";
            case TYPING_ERROR ->
                first.name().substring(0, 4) + "之" + first.name().substring(5);
            default -> first.name();
        };
        namings.add(new Naming(
                id,
                false,
                name,
                null,
                0,
                "",
                "",
                first.place(),
                someTopics(first),
                List.of(),
                random.nextInt(2) == 0 ? first.contacts() : Set.of(),
                null));
        pairs.put(pair(first.id(), id), kind);
    }
}
