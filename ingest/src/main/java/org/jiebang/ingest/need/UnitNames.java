package org.jiebang.ingest.need;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of enterprises, institutes, schools and of zones in texts. */
final class UnitNames {
    private static final Pattern UNIT = Pattern.compile(
            "(?<unit>[\\p{IsHan}（）()A-Za-z0-9]{2,28}?(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|研究院|研究所|大学|学院|医院|合作社|总厂|(?<!工)厂|公司))(?!的?(?:产品|客户))");
    private static final Pattern LEAD = Pattern.compile("^.*?(?:由|我公司|我司|本公司|为|是|系|对|与|和|据|，|。)(?=[\\p{IsHan}]{4,})");
    private static final Pattern ZONE =
            Pattern.compile("(?<zone>[\\p{IsHan}]{2,10}?(?:开发区|高新区|工业园|产业园|科技园|工业集中区|集聚区|科技城|示范区))");
    private static final Pattern ZONE_LEAD = Pattern.compile("^.*?(?:位于|坐落于|坐落在|地处|落户|在|由|为|是|和|与)");
    private static final int SHORTEST = 5;

    private UnitNames() {}

    /** A name and where it stands, end one past its last character. */
    record Name(String value, int start, int end) {}

    /** Names of units in the order of the text; not such as 我公司. */
    static List<Name> units(String text) {
        return names(text, UNIT, "unit", LEAD);
    }

    /** Names of units and of zones. */
    static List<Name> in(String text) {
        List<Name> names = new ArrayList<>(units(text));
        names.addAll(names(text, ZONE, "zone", ZONE_LEAD));
        names.sort(Comparator.comparingInt(Name::start).thenComparingInt(Name::end));
        return names;
    }

    private static List<Name> names(String text, Pattern pattern, String group, Pattern lead) {
        List<Name> names = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String name = lead.matcher(matcher.group(group)).replaceFirst("");
            if (name.length() >= SHORTEST && !name.matches("(?:我|本|该|贵).*")) {
                int end = matcher.end(group);
                names.add(new Name(name, end - name.length(), end));
            }
        }
        return names;
    }
}
