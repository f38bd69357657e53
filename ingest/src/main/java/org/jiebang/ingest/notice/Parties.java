package org.jiebang.ingest.notice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.programme.PartyKind;

/** Kinds of units by the words of notices of any province. Pure functions. */
final class Parties {
    private static final Map<Pattern, List<PartyKind>> WORDS = new LinkedHashMap<>();
    /** Units that the platform's vocabulary does not know; a rule that names one is for people to confirm. */
    private static final Pattern UNKNOWN = Pattern.compile(
            "高校(?!科协)|高等(?:学校|院校)(?!科协)|科研院所(?!科协)|科研机构|研究院所|医疗机构|医院|事业单位|社会组织|社会团体|行业协会|新型研发机构|个人|自然人|创新联合体|农民专业合作社|职业院校");

    static {
        put("国家级（省级）学会", PartyKind.NATIONAL_SOCIETY, PartyKind.PROVINCIAL_SOCIETY);
        put(
                "省部属高校、科研院所、国有企业科协",
                PartyKind.UNIVERSITY_ASSOCIATION,
                PartyKind.INSTITUTE_ASSOCIATION,
                PartyKind.STATE_FIRM_ASSOCIATION);
        put(
                "高校、科研院所、(?:国有)?企业科协",
                PartyKind.UNIVERSITY_ASSOCIATION,
                PartyKind.INSTITUTE_ASSOCIATION,
                PartyKind.ENTERPRISE_ASSOCIATION);
        put("(?:国家级|全国性?|中国科协全国)(?:学会|协会|研究会)", PartyKind.NATIONAL_SOCIETY);
        put("(?:省级|省科协所属(?:省级)?|全省性|省|自治区|市级|区级)(?:学会|协会|研究会)", PartyKind.PROVINCIAL_SOCIETY);
        put("(?:省科协|科协)(?:机关)?直属(?:单位|事业单位)", PartyKind.DIRECT_UNIT);
        put("(?:各|省)?(?:高等学校|高校|院校)科协", PartyKind.UNIVERSITY_ASSOCIATION);
        put("科研院所科协|院所科协", PartyKind.INSTITUTE_ASSOCIATION);
        put("国有企业科协", PartyKind.STATE_FIRM_ASSOCIATION);
        put("(?:企业|园区)科协", PartyKind.ENTERPRISE_ASSOCIATION);
        put("县（市、区）科协|县\\（区\\）科协|[县区]级科协|县区科协|县科协|试点县（市、区）的科协", PartyKind.COUNTY_ASSOCIATION);
        put("试点城市的科协", PartyKind.CITY_ASSOCIATION, PartyKind.COUNTY_ASSOCIATION);
        put("(?:各)?(?:设区)?市(?:（州）|（地）|级|、州|州)?科协|州市科协|地市科协|盟市科协", PartyKind.CITY_ASSOCIATION);
        put("省级科协|省科协(?!所属|直属|公布|签|认定|学会|相关|已)", PartyKind.PROVINCIAL_ASSOCIATION);
        put("县（市、区）人民政府|县区人民政府|县级人民政府", PartyKind.COUNTY_GOVERNMENT);
        put("地方(?:人民)?政府(?:相关|及)?(?:部门)?|政府部门", PartyKind.GOVERNMENT);
        put("(?:省级以上|国家级|省级)?(?:经济技术开发区|高新技术产业开发区|高新区|经开区|开发区|产业园区|园区(?!科协))", PartyKind.PARK);
        put("院士团队", PartyKind.ACADEMICIAN_TEAM);
        put("(?<!国有)企业(?!科协|院士|化|会员|和园区科协|技术|创新|发展|工作)", PartyKind.ENTERPRISE);
    }

    private Parties() {}

    private static void put(String words, PartyKind... kinds) {
        WORDS.put(Pattern.compile(words), List.of(kinds));
    }

    /** Kinds that a text names, in its order. */
    static Set<PartyKind> in(String text) {
        Map<Integer, List<PartyKind>> found = new java.util.TreeMap<>();
        StringBuilder rest = new StringBuilder(text);
        WORDS.forEach((words, kinds) -> {
            Matcher word = words.matcher(rest);
            List<int[]> places = new ArrayList<>();
            while (word.find()) {
                found.put(word.start(), kinds);
                places.add(new int[] {word.start(), word.end()});
            }
            for (int[] place : places) {
                rest.replace(place[0], place[1], "　".repeat(place[1] - place[0]));
            }
        });
        Set<PartyKind> kinds = new LinkedHashSet<>();
        found.values().forEach(kinds::addAll);
        return kinds;
    }

    /** Does a text name a kind of unit for which the platform has no word? */
    static boolean hasUnknown(String text) {
        String rest = text.replaceAll("省部属高校、科研院所、国有企业科协|高校、科研院所、(?:国有)?企业科协", "");
        return UNKNOWN.matcher(rest).find();
    }

    /** Groups between the commas of a list, for 「由甲、乙（丙）和丁共同组建」. */
    static List<Set<PartyKind>> groups(String text) {
        List<Set<PartyKind>> groups = new ArrayList<>();
        for (String part : text.split("、|和|及|与")) {
            Set<PartyKind> kinds = in(part);
            if (!kinds.isEmpty()) {
                groups.add(kinds);
            }
        }
        return groups;
    }
}
